/**
 * What the tests have in JupyterLab's page. `watchPage()` is sent there, so it is closed in itself.
 */
import type { CellOutput, Shown } from "./_desk.ts";

/** One time that Plotly drew. */
export interface Draw {
  /** The figure's id. */
  figure: string;
  /** Which of the page's graph elements it drew on. */
  graph: number;
  /** Which of the page's drawings: Plotly starts a new one to start anew. */
  drawing: number;
  points: number;
}

/** What the tests can do in the page. */
export interface LabPage {
  isReady(): boolean;
  isSettled(): boolean;
  hasPlotly(): boolean;
  isRunning(cell: number): boolean;
  command(id: string): Promise<void>;
  /** Opens a notebook that the other functions are about from then on, in place of all others. */
  open(path: string): Promise<void>;
  /** Ends all kernels and closes all tabs. */
  close(): Promise<void>;
  /** Starts a cell, and waits until it runs or has ended. */
  start(cell: number): Promise<void>;
  /** Makes a cell the active one, and scrolls to it. */
  select(cell: number): Promise<void>;
  outputs(cell: number): CellOutput[];
  allOutputs(): CellOutput[];
  graphs(cell: number): Shown[];
  hasPoints(cell: number, points: number): boolean;
  draws(): Draw[];
  /** How many frames the kernel has sent of each figure. */
  frames(): Record<string, number>;
  /** The cells whose outputs are figures that an Animator drew. */
  liveCells(): number[];
  /** What the graphs of the whole page show. */
  everyGraph(): Shown[];
  /** Whether a text can be read under a cell. */
  says(cell: number, text: string): boolean;
  /** Whether a text is there for those who see no figure: in the open, or with a picture. */
  describes(cell: number, text: string): boolean;
  /** Whether a cell's output holds a picture of its figure. */
  hasPicture(cell: number): boolean;
  setTheme(name: string): Promise<void>;
  /** Opens a second view of a cell's output. */
  cloneOutput(cell: number): Promise<void>;
  /** Whether some cell has an output with this text. */
  reports(text: string): boolean;
  restart(): Promise<void>;
  /** Opens a second notebook beside the first. */
  openBeside(path: string): Promise<void>;
  /** Runs all cells of one of several notebooks on the page. */
  runAllOf(path: string): Promise<void>;
  /** Whether the page's graphs have just these numbers of points. */
  showsEverywhere(points: number[][]): boolean;
}

// deno-lint-ignore no-explicit-any
type Any = any;

/** The page's `window`. */
export interface LabWindow {
  desk: LabPage;
  jupyterapp: Any;
  Plotly: Any;
}

/** Puts {@linkcode LabPage} into the page, before JupyterLab starts. */
export function watchPage(): void {
  const global = globalThis as unknown as LabWindow;
  const draws: Draw[] = [];
  const elements: Element[] = [];
  const frames: Record<string, number> = {};
  let plotly: Any;
  let watched: unknown;

  Object.defineProperty(global, "Plotly", {
    configurable: true,
    get: () => plotly,
    set(value) {
      const { react } = value;
      value.react = (graph: Element, figure: Any) => {
        const drawn = react(graph, figure);
        const holder = graph.closest<HTMLElement>("[data-d2l-figure]");
        draws.push({
          figure: holder?.dataset.d2lFigure ?? "",
          graph: number(graph),
          drawing: number(graph.querySelector(".main-svg")!),
          points: sizes(graph)[0],
        });
        return drawn;
      };
      plotly = value;
    },
  });

  function number(element: Element): number {
    if (!elements.includes(element)) elements.push(element);
    return elements.indexOf(element);
  }

  const sizes = (graph: Any) => graph._fullData.map((trace: Any) => trace._length) as number[];
  let shown: Any;
  // The notebook stays the one we mean when another tab comes forward.
  function panel(): Any {
    const widget = global.jupyterapp?.shell.currentWidget;
    if (!shown && widget?.sessionContext) shown = widget;
    return shown;
  }
  const cells = () => panel().content.widgets as Any[];
  const newest = (html: string) => /data-d2l-figure="([^"]*)"/.exec(html)?.[1] ?? "";

  function graphsIn(place: ParentNode): Shown[] {
    const graphs = place.querySelectorAll(".js-plotly-plot");
    return Array.from(graphs, (graph) => {
      const { layout, _fullLayout } = graph as Any;
      return {
        points: sizes(graph),
        width: layout.width,
        textColor: _fullLayout.font.color,
        background: _fullLayout.paper_bgcolor,
      };
    });
  }

  function countFrames(_: unknown, { content }: Any): void {
    const id = newest(String(content.data?.["text/html"] ?? ""));
    if (id) frames[id] = (frames[id] ?? 0) + 1;
  }

  global.desk = {
    isReady() {
      const kernel = panel()?.sessionContext?.session?.kernel;
      if (!kernel || kernel.status !== "idle") return false;
      if (watched !== panel().sessionContext) {
        watched = panel().sessionContext;
        panel().sessionContext.iopubMessage.connect(countFrames);
      }
      return true;
    },
    isSettled() {
      if (panel().sessionContext.session?.kernel?.status !== "idle") {
        return false;
      }
      return cells().every((cell) =>
        cell.model.type !== "code" || cell.model.executionState !== "running"
      );
    },
    hasPlotly: () => plotly !== undefined,
    isRunning: (cell) => cells()[cell].model.executionState === "running",
    command: async (id) => void await global.jupyterapp.commands.execute(id),
    async open(path) {
      draws.length = 0;
      for (const id of Object.keys(frames)) delete frames[id];
      await global.jupyterapp.restored;
      shown = await global.jupyterapp.commands.execute("docmanager:open", { path });
      await shown.context.ready;
    },
    async close() {
      await global.jupyterapp.serviceManager.sessions.shutdownAll();
      // Without the question whether to save.
      for (const widget of [...global.jupyterapp.shell.widgets("main")]) widget.dispose();
    },
    async start(cell) {
      panel().content.activeCellIndex = cell;
      let ended = false;
      const end = () => ended = true;
      global.jupyterapp.commands.execute("notebook:run-cell").then(end, end);
      while (!ended && !global.desk.isRunning(cell)) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async select(cell) {
      panel().content.activeCellIndex = cell;
      await panel().content.scrollToItem(cell, "center");
    },
    outputs: (cell) => cells()[cell].model.outputs.toJSON(),
    allOutputs: () => cells().flatMap((cell) => cell.model.outputs?.toJSON() ?? []),
    graphs: (cell) => graphsIn(cells()[cell].node),
    everyGraph: () => graphsIn(document),
    liveCells: () =>
      cells().flatMap((cell, i) =>
        cell.model.type === "code" &&
          cell.model.outputs.toJSON().some((output: Any) =>
            output.output_type === "display_data" &&
            newest(String(output.data["text/html"]))
          )
          ? [i]
          : []
      ),
    says: (cell, text) => (cells()[cell].node as HTMLElement).innerText.includes(text),
    describes: (cell, text) => (cells()[cell].node as HTMLElement).innerHTML.includes(text),
    hasPicture: (cell) =>
      global.desk.outputs(cell).some(({ data }) => /<img [^>]*src="data:/.test(data!["text/html"])),
    setTheme: async (theme) =>
      void await global.jupyterapp.commands.execute("apputils:change-theme", { theme }),
    async cloneOutput(cell) {
      await global.desk.select(cell);
      await global.jupyterapp.commands.execute("notebook:create-output-view");
      await global.jupyterapp.commands.execute("application:activate-previous-tab");
    },
    hasPoints: (cell, points) =>
      global.desk.graphs(cell).some((graph) => graph.points[0] >= points),
    reports: (text) =>
      global.desk.allOutputs().some((output) =>
        (output.evalue ?? output.text ?? "").includes(text)
      ),
    restart: () => panel().sessionContext.session.kernel.restart(),
    async openBeside(path) {
      const { commands } = global.jupyterapp;
      shown = await commands.execute("docmanager:open", { path, options: { mode: "split-right" } });
      await shown.context.ready;
    },
    async runAllOf(path) {
      const { shell, commands } = global.jupyterapp;
      const widgets = [...shell.widgets("main")] as Any[];
      const widget = widgets.find((one) => one.context?.path === path);
      shell.activateById(widget.id);
      while (shell.currentWidget !== widget) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      commands.execute("notebook:run-all-cells");
    },
    showsEverywhere(points) {
      const shown = global.desk.everyGraph().map((graph) => graph.points);
      return JSON.stringify(shown.sort((a, b) => a[0] - b[0])) ===
        JSON.stringify(points);
    },
    draws: () => draws,
    frames: () => frames,
  };
}
