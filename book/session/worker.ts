/**
 * The worker that a page's session runs in: the bundle begins here.
 *
 * @module
 */

import * as assert from "@std/assert";
import * as d2l from "d2l";
import * as torch from "torch";
import { provideHost } from "../../lib/plotly/host.ts";
import { PageHost } from "./host.ts";
import { needs } from "./needs.ts";
import type { Reply, Request } from "./protocol.ts";
import { Repl } from "./repl.ts";

// Cells may give these names another meaning.
const post = globalThis.postMessage.bind(globalThis) as (reply: Reply) => void;

const repl: Repl = new Repl({
  modules: { torch, d2l, "@std/assert": assert },
  emit: (cell, output) => post({ type: "output", cell, output }),
  finishCell: () => host.finishCell(),
});
const host: PageHost = new PageHost({
  stopper: repl.stopper,
  emit: (output) => repl.emit(output),
  report: (error) => repl.report(error),
  bringPlotly: () => post({ type: "plotly" }),
});
provideHost(host);

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  switch (data.type) {
    case "run": {
      const status = await repl.run(data.cell, data.count, data.watch);
      return post({ type: "finished", cell: data.cell.id, status });
    }
    case "interrupt":
      return repl.stopper.interrupt();
    case "needs":
      return post({
        type: "needs",
        question: data.question,
        needs: needs(data.cells, data.index),
      });
  }
});

// An error that no cell catches.
addEventListener("error", (event) => {
  event.preventDefault();
  repl.report(event.error ?? event.message);
});
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  repl.report(event.reason);
});

post({ type: "ready" });
