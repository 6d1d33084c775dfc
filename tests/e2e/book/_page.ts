/** What the tests put into a page: the page's side of a session, and all that it tells. */
import { type CellState, Session } from "../../../book/session/session.ts";
import { put } from "../../book/session/_outputs.ts";
import type { Cell, Output } from "../../../book/session/protocol.ts";

/** What the page's session told, in order. */
export interface Told {
  outputs: Record<string, Output[]>;
  states: [string, CellState][];
  first: string[][];
  plotly: number;
  replaced: string[][];
  /** Whether all came back that had run, for each time. */
  restored: boolean[];
}

/** What stands in the page's window. */
export interface TestWindow {
  makeSession(text: string): void;
  session: Session;
  told: Told;
  runCells(cells: Cell[]): Promise<CellState>;
}

const page = globalThis as unknown as TestWindow;
page.makeSession = (text) => {
  const told: Told = page.told = {
    outputs: {},
    states: [],
    first: [],
    plotly: 0,
    replaced: [],
    restored: [],
  };
  page.session = new Session(text, {
    onState(cell, state) {
      told.states.push([cell, state]);
      if (state === "running") told.outputs[cell] = [];
    },
    onOutput(cell, output) {
      put(output, told.outputs[cell] ??= []);
    },
    onFirst: (cells) => told.first.push(cells),
    onPlotly: () => told.plotly++,
    onReplaced(cells, done) {
      told.replaced.push(cells);
      done.then((whole) => told.restored.push(whole));
    },
  });
};
page.runCells = (cells) => page.session.runAll(cells);
