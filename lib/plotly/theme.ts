/**
 * Colours and sizes.
 *
 * @module
 */

/** What differs between the light and the dark look of a figure. */
export interface Theme {
  text: string;
  muted: string;
  grid: string;
  minorGrid: string;
  axis: string;
  surface: string;
  /** The curves' colours, by matplotlib's letter. */
  colors: Record<ColorName, string>;
  /** The same for text beside the curves, which is thinner: it stands out at 4.5:1. */
  inks: Record<ColorName, string>;
}

/** matplotlib's one-letter colours. */
export type ColorName = "b" | "m" | "g" | "r" | "c" | "y" | "k" | "w";

/**
 * The colours start from Okabe and Ito's palette and keep matplotlib's names. Each stands out from
 * the page at 3:1, and d2l's four are far apart for readers with any kind of colour blindness: a
 * blue as light as the magenta would look the same to those who see no red.
 */
export const light: Theme = {
  text: "#1f2933",
  muted: "#52606d",
  grid: "#e3e7eb",
  minorGrid: "#f1f3f5",
  axis: "#9aa5b1",
  surface: "#ffffff",
  colors: {
    b: "#1f4e9c",
    m: "#c86fb0",
    g: "#008a64",
    r: "#d55e00",
    c: "#2a93c9",
    y: "#a87400",
    k: "#1f2933",
    w: "#9aa5b1",
  },
  inks: {
    b: "#1f4e9c",
    m: "#9c578a",
    g: "#007e5c",
    r: "#b65000",
    c: "#2175a0",
    y: "#936600",
    k: "#1f2933",
    w: "#676f77",
  },
};

/** The look on a dark page. */
export const dark: Theme = {
  text: "#e4e7eb",
  muted: "#a6b0bb",
  grid: "#363c43",
  minorGrid: "#202429",
  axis: "#6b7580",
  surface: "#1c2126",
  colors: {
    b: "#4aa8e0",
    m: "#f3bbe2",
    g: "#2fc79b",
    r: "#ff8f45",
    c: "#8fd6ff",
    y: "#f0c24b",
    k: "#e4e7eb",
    w: "#6b7580",
  },
  inks: {
    b: "#4aa8e0",
    m: "#f3bbe2",
    g: "#2fc79b",
    r: "#ff8f45",
    c: "#8fd6ff",
    y: "#f0c24b",
    k: "#e4e7eb",
    w: "#95a0ab",
  },
};

/** The order in which series without a colour of their own take one. */
export const cycle: readonly ColorName[] = ["b", "r", "g", "m", "y", "c", "k"];

const FONT_FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, " +
  "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', " +
  "'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** Sizes in CSS pixels: for a desk, and for the last row of a lecture hall. */
export interface TextSize {
  font: number;
  line: number;
}

/** The two text sizes a figure can have. */
export const textSizes: Record<"normal" | "large", TextSize> = {
  normal: { font: 14, line: 2.2 },
  large: { font: 21, line: 3.4 },
};

/**
 * A Plotly template: all of the figure's look that does not depend on what it shows. The page swaps
 * the light one for the dark one, and nothing else.
 */
export function template(theme: Theme, size: TextSize) {
  const { font, line } = size;
  const axis = {
    automargin: true,
    gridcolor: theme.grid,
    gridwidth: 1,
    linecolor: theme.axis,
    showline: true,
    ticks: "outside",
    ticklen: 5,
    tickcolor: theme.axis,
    tickfont: { size: font - 1, color: theme.muted },
    title: { font: { size: font }, standoff: 10 },
    minor: { gridcolor: theme.minorGrid },
    exponentformat: "power",
    zeroline: false,
    spikecolor: theme.axis,
    spikethickness: 1,
    spikedash: "solid",
  };
  return {
    layout: {
      font: { family: FONT_FAMILY, size: font, color: theme.text },
      paper_bgcolor: theme.surface,
      plot_bgcolor: theme.surface,
      colorway: cycle.map((name) => theme.colors[name]),
      margin: { l: 64, r: 20, t: 44, b: 52 },
      hovermode: "x unified",
      hoverlabel: {
        bgcolor: theme.surface,
        bordercolor: theme.axis,
        font: { family: FONT_FAMILY, size: font - 1, color: theme.text },
      },
      legend: {
        orientation: "h",
        x: 0,
        xanchor: "left",
        y: 1.02,
        yanchor: "bottom",
        bgcolor: "rgba(0,0,0,0)",
        font: { size: font },
      },
      modebar: {
        bgcolor: "rgba(0,0,0,0)",
        color: theme.axis,
        activecolor: theme.text,
      },
      xaxis: axis,
      yaxis: { ...axis, hoverformat: ".4~g" },
      annotationdefaults: { font: { size: font - 1 } },
    },
    data: { scatter: [{ type: "scatter", line: { width: line } }] },
  };
}

/** What {@linkcode template} makes. */
export type Template = ReturnType<typeof template>;
