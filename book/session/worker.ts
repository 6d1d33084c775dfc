/**
 * The worker that a page's session runs in: the bundle begins here.
 *
 * @module
 */

import { provideHost } from "../../lib/plotly/host.ts";
import { PageHost } from "./host.ts";
import { modules } from "./modules.ts";
import { needs } from "./needs.ts";
import type { Reply, Request } from "./protocol.ts";
import { Repl } from "./repl.ts";

// Cells may give these names another meaning.
const post = globalThis.postMessage.bind(globalThis) as (reply: Reply) => void;

const repl = new Repl(modules, (cell, output) => post({ type: "output", cell, output }));
provideHost(new PageHost(repl, () => post({ type: "plotly" })));

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.type === "run") {
    const status = await repl.run(data.cell, data.count, data.watch);
    post({ type: "finished", status });
  } else if (data.type === "interrupt") repl.stopper.interrupt();
  else {
    const { question, cells, index } = data;
    post({ type: "needs", question, needs: needs(cells, index) });
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
