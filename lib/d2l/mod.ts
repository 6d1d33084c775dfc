/**
 * The helpers of the book *Dive into Deep Learning* (d2l) that the weight-decay notes use, on
 * {@link torch} and with Plotly figures.
 *
 * @module
 */

export { accuracy, evaluateAccuracy } from "./accuracy.ts";
export { Accumulator } from "./accumulator.ts";
export { Animator, type AnimatorOptions, type Value } from "./animator.ts";
export type { AxesOptions, Scale, Series } from "./_axes.ts";
export { colors } from "./colors.ts";
export { evaluateLoss } from "./evaluate_loss.ts";
export { linreg } from "./linreg.ts";
export { loadArray } from "./load_array.ts";
export { type Curves, plot, type Points } from "./plot.ts";
export { progress } from "./progress.ts";
export { sgd } from "./sgd.ts";
export { squaredLoss } from "./squared_loss.ts";
export { syntheticData } from "./synthetic_data.ts";
export { Timer } from "./timer.ts";
export type { DataLoader, TensorDataset } from "../torch/utils/data/mod.ts";
export { type Figure, figure, type FigureOptions } from "../plotly/figure.ts";
export type { Language } from "../plotly/language.ts";
export { Interrupted } from "../plotly/session.ts";
export { usePlotly, type UsePlotlyOptions } from "../plotly/use_plotly.ts";
export type { MimeBundle } from "../plotly/output.ts";
export type { ColorName } from "../plotly/theme.ts";
export type * from "../plotly/types.ts";
