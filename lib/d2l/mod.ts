/**
 * The helpers of the book *Dive into Deep Learning* (d2l) that the weight-decay notes use, on
 * {@link torch} and with Plotly figures.
 *
 * @module
 */

export { Accumulator } from "./accumulator.ts";
export { Animator, type AnimatorOptions } from "./animator.ts";
export { evaluateLoss } from "./evaluate_loss.ts";
export { linreg } from "./linreg.ts";
export { loadArray } from "./load_array.ts";
export { plot } from "./plot.ts";
export { sgd } from "./sgd.ts";
export { squaredLoss } from "./squared_loss.ts";
export { syntheticData } from "./synthetic_data.ts";
export { Timer } from "./timer.ts";
export { figure, usePlotly } from "../plotly/mod.ts";
