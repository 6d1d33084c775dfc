/**
 * The part of Plotly's figures this project draws with, as types: stricter than Plotly, so that a
 * misspelt attribute does not compile. Each attribute is Plotly's of the same name. What else
 * Plotly knows can be drawn too; the page tells of what it does not know.
 *
 * @module
 */

/** Numbers as Plotly takes them: an array, or a packed typed array. */
export type Numbers =
  | readonly (number | null)[]
  | { dtype: "f4" | "f8" | "i4"; bdata: string };

/** The values along an axis. */
export type Values = Numbers | readonly (string | null)[];

/** How a line is drawn. */
export type Line = {
  color?: string;
  width?: number;
  dash?: "solid" | "dash" | "dashdot" | "dot";
  shape?: "linear" | "hv" | "vh" | "spline";
};

/** How points are drawn. */
export type Marker = {
  color?: string | Numbers | readonly string[];
  size?: number | readonly number[];
  symbol?: string;
  opacity?: number;
  line?: Line;
  colorscale?: string | readonly (readonly [number, string])[];
  showscale?: boolean;
};

/** What every trace may have. */
export type Common = {
  name?: string;
  showlegend?: boolean;
  legendgroup?: string;
  visible?: boolean | "legendonly";
  opacity?: number;
  hovertemplate?: string;
  hoverinfo?: string;
  customdata?: readonly unknown[];
  xaxis?: `x${number | ""}`;
  yaxis?: `y${number | ""}`;
};

/** Points, a line through them, or both. */
export type Scatter = Common & {
  type?: "scatter" | "scattergl";
  x?: Values;
  x0?: number;
  dx?: number;
  y?: Values;
  mode?:
    | "lines"
    | "markers"
    | "lines+markers"
    | "text"
    | "lines+text"
    | "markers+text";
  line?: Line;
  marker?: Marker;
  fill?: "none" | "tozeroy" | "tonexty" | "toself";
  fillcolor?: string;
  text?: string | readonly string[];
  textposition?: string;
  connectgaps?: boolean;
  error_y?: { type: "data"; array: Numbers; visible?: boolean };
};

/** Bars. */
export type Bar = Common & {
  type: "bar";
  x?: Values;
  y?: Values;
  width?: number;
  orientation?: "v" | "h";
  marker?: Marker;
  text?: string | readonly string[];
};

/** Counts of values that fall into the same bin. */
export type Histogram = Common & {
  type: "histogram";
  x?: Values;
  y?: Values;
  nbinsx?: number;
  histnorm?: "" | "percent" | "probability" | "density";
  marker?: Marker;
};

/** A matrix as colours, as level lines, or as a surface in space. */
export type Grid = Common & {
  type: "heatmap" | "contour" | "surface";
  x?: Values;
  y?: Values;
  z: readonly Numbers[];
  colorscale?: string | readonly (readonly [number, string])[];
  showscale?: boolean;
  zmin?: number;
  zmax?: number;
  ncontours?: number;
};

/** One set of marks in a figure. */
export type Trace = Scatter | Bar | Histogram | Grid;

/** The letters of a text. */
export type Font = {
  family?: string;
  size?: number;
  color?: string;
};

/** A text above a figure or beside an axis. */
export type Title = {
  text?: string;
  font?: Font;
  standoff?: number;
};

/** An axis. */
export type Axis = {
  title?: string | Title;
  type?: "linear" | "log" | "category" | "-";
  range?: readonly [number, number];
  autorange?: boolean | "reversed";
  rangemode?: "normal" | "tozero" | "nonnegative";
  domain?: readonly [number, number];
  anchor?: string;
  overlaying?: string;
  side?: "top" | "bottom" | "left" | "right";
  matches?: string;
  scaleanchor?: string;
  dtick?: number | string;
  tick0?: number;
  nticks?: number;
  tickvals?: readonly (number | string)[];
  ticktext?: readonly string[];
  tickfont?: Font;
  tickformat?: string;
  hoverformat?: string;
  unifiedhovertitle?: { text: string };
  exponentformat?: "none" | "e" | "E" | "power" | "SI" | "B";
  showgrid?: boolean;
  showticklabels?: boolean;
  zeroline?: boolean;
  minor?: { showgrid?: boolean; dtick?: number | string; ticks?: string };
  visible?: boolean;
};

/** A text in the figure, with or without an arrow. */
export type Annotation = {
  text: string;
  x?: number | string;
  y?: number | string;
  xref?: string;
  yref?: string;
  xanchor?: "auto" | "left" | "center" | "right";
  yanchor?: "auto" | "top" | "middle" | "bottom";
  xshift?: number;
  yshift?: number;
  ax?: number;
  ay?: number;
  showarrow?: boolean;
  arrowhead?: number;
  arrowcolor?: string;
  align?: "left" | "center" | "right";
  font?: Font;
};

/** A line or an area that marks a place. */
export type Shape = {
  type: "line" | "rect" | "circle" | "path";
  x0?: number | string;
  x1?: number | string;
  y0?: number | string;
  y1?: number | string;
  path?: string;
  xref?: string;
  yref?: string;
  line?: Line;
  fillcolor?: string;
  opacity?: number;
  layer?: "above" | "below" | "between";
};

/** One step of a slider, or one button: a Plotly method and its arguments. */
export type Step = {
  label?: string;
  method?: "animate" | "restyle" | "relayout" | "update" | "skip";
  args?: readonly unknown[];
  value?: string;
};

/** A slider that works without a kernel. */
export type Slider = {
  steps: readonly Step[];
  active?: number;
  currentvalue?: { prefix?: string; suffix?: string; visible?: boolean };
  x?: number;
  y?: number;
  len?: number;
  pad?: { t?: number; r?: number; b?: number; l?: number };
  bgcolor?: string;
  bordercolor?: string;
  tickcolor?: string;
};

/** Everything of a figure that is not data. */
export type Layout = {
  title?: string | Title;
  width?: number;
  height?: number;
  margin?: { l?: number; r?: number; t?: number; b?: number };
  xaxis?: Axis;
  yaxis?: Axis;
  [axis: `xaxis${number}` | `yaxis${number}`]: Axis;
  showlegend?: boolean;
  legend?: Record<string, unknown>;
  hovermode?: "x" | "y" | "closest" | "x unified" | "y unified" | false;
  annotations?: readonly Annotation[];
  shapes?: readonly Shape[];
  sliders?: readonly Slider[];
  updatemenus?: readonly Record<string, unknown>[];
  barmode?: "stack" | "group" | "overlay" | "relative";
  grid?: { rows?: number; columns?: number; pattern?: string };
  scene?: Record<string, unknown>;
  uirevision?: string | number | boolean;
  template?: Record<string, unknown>;
};

/** One state of an animated figure. */
export type Frame = {
  name: string;
  data: Partial<Trace>[];
  layout?: Layout;
  traces?: number[];
};
