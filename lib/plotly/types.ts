/**
 * The parts of a figure, as Plotly's own types have them.
 *
 * @module
 */

// Named with its version, not through the import map: a program that imports this library by its
// path has an import map of its own.
// deno-lint-ignore no-import-prefix
import type * as plotly from "npm:plotly.js-dist-min@4.1.1";

/** One set of marks in a figure. */
export type Trace = plotly.Data;

/** Everything of a figure that is not data. */
export type Layout = plotly.Layout;

/** One state of a figure that can be moved between several. */
export type Frame = plotly.Frame;

/** Points, a line through them, or both. */
export type Scatter = plotly.ScatterData;

/** An axis. */
export type Axis = plotly.LayoutAxis;

/** A text in a figure, with or without an arrow. */
export type Annotation = plotly.Annotation;
