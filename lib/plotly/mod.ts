/**
 * Figures on a notebook's page.
 *
 * @module
 */

export { Figure, figure, type FigureOptions } from "./figure.ts";
export { say } from "./language.ts";
export { LiveFigure } from "./live_figure.ts";
export { look, PIXELS_PER_INCH } from "./look.ts";
export { MANY_SENT, thin, toNumbers } from "./numbers.ts";
export type { Picture } from "./picture.ts";
export { ProgressBar } from "./progress_bar.ts";
export { Interrupted } from "./session.ts";
export { type ColorName, cycle, light } from "./theme.ts";
export type * from "./types.ts";
export { usePlotly, type UsePlotlyOptions } from "./use_plotly.ts";
