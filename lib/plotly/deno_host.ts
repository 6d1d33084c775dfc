/**
 * Deno's Jupyter kernel as the host of figures. Importing this file provides it where the program
 * runs in that kernel; elsewhere it does nothing.
 *
 * @module
 */

import { type Host, type MessageType, provideHost, type Spec } from "./host.ts";
import { say } from "./language.ts";
import { LiveOutput } from "./output.ts";

interface Jupyter {
  broadcast(type: MessageType, content: Record<string, unknown>): Promise<void>;
}

/** `Deno.jupyter`: outside of a kernel the property is there, but reading it throws. */
function findJupyter(): Jupyter | undefined {
  try {
    return (globalThis as { Deno?: { jupyter?: Jupyter } }).Deno?.jupyter;
  } catch {
    return undefined;
  }
}

/**
 * Whether this project's front stands before the kernel (`kernel/front.py`). It keeps outputs in
 * order and tells of errors in timers; without it that is done here, as well as it can be.
 */
function hasFront(): boolean {
  return Symbol.for("d2l.front") in globalThis;
}

/**
 * What carries Plotly, 4.8 MB: a name and not a literal import, so that it is read when a notebook
 * asks for it, and no bundle of this library for a page of its own takes it along.
 */
const LOADER = "./loader.ts";

/** What draws figures without a page; read when it is needed, too. */
const STILL = "./still/draw.ts";

function importStill(): Promise<typeof import("./still/draw.ts")> {
  return import(STILL);
}

/**
 * Whether a Jupyter Server shows the notebook in its own pages, and keeps its file. VS Code, which
 * shows it in pages of its own, names the session so.
 */
function isServed(): boolean {
  return Deno.env.get("JPY_SESSION_NAME")?.includes("-jvsc-") === false;
}

/**
 * Whether a kernel of this Deno version can lose a cell's last outputs: from 2.8.2 on its "idle"
 * overtakes them.
 */
export function losesOutputs(version: string): boolean {
  const [major, minor, patch] = version.split(".").map((n) => parseInt(n));
  return major !== 2 ? major > 2 : minor !== 8 ? minor > 8 : patch > 1;
}

interface KernelInternals {
  jupyter?: {
    broadcastResult?: (count: number, value: unknown) => Promise<void>;
  };
}

/** Deno's kernel, spoken to from one of its cells. */
class DenoHost implements Host {
  readonly #jupyter: Jupyter;
  /** The newest output that brought Plotly. */
  #loader: LiveOutput | undefined;
  /** For a notebook whose file a server keeps; elsewhere nobody would get to see the picture. */
  readonly drawStill = isServed()
    ? async (figure: Spec): Promise<string | undefined> => (await importStill()).drawStill(figure)
    : undefined;

  constructor(jupyter: Jupyter) {
    this.#jupyter = jupyter;
  }

  async send(type: MessageType, content: Record<string, unknown>): Promise<void> {
    await this.#jupyter.broadcast(type, content);
  }

  onInterrupt(interrupt: () => void): void {
    Deno.addSignalListener("SIGINT", interrupt);
    if (!hasFront()) this.#watchErrors();
  }

  /**
   * The kernel calls `broadcastResult()` when a cell has run without an error, whether it has a
   * value or not, and waits for it. There is no public way to learn of a cell's end.
   */
  onCellEnd(finish: () => Promise<void>): boolean {
    const deno = Deno as unknown as
      & { internal: symbol }
      & Record<symbol, KernelInternals | undefined>;
    const kernel = deno[deno.internal]?.jupyter;
    const broadcastResult = kernel?.broadcastResult;
    if (!kernel || !broadcastResult) return false;
    const late = losesOutputs(Deno.version.deno) && !hasFront();
    kernel.broadcastResult = async (count, value) => {
      await finish();
      await broadcastResult(count, value);
      if (late) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    return true;
  }

  /**
   * Deno's loop asks the system for signals at every 61st turn, or when it has nothing else to do;
   * 64 turns take 0.1 ms where the shortest timer takes 2.
   */
  async breathe(): Promise<void> {
    for (let turn = 0; turn < 64; turn++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  report(error: unknown): void {
    const text = error instanceof Error
      ? error.stack ?? String(error)
      : `Uncaught ${Deno.inspect(error)}`;
    this.send("stream", { name: "stderr", text: text + "\n" });
  }

  async bringPlotly(): Promise<void> {
    const { makeLoader }: typeof import("./loader.ts") = await import(LOADER);
    const loader = await makeLoader(isServed() ? Deno.env.get("D2L_SERVED") : undefined);
    // One is enough for the notebook's file: the newest.
    await this.#loader?.show({ "text/plain": loader["text/plain"] });
    this.#loader = new LiveOutput();
    await this.#loader.show(loader, { d2l: { loader: true } });
    if (isServed()) (await importStill()).startDrawing();
    const { deno } = Deno.version;
    if (!losesOutputs(deno) || hasFront()) return;
    const [too, errors] = /^2\.8\.[23]$/.test(deno) ? [", and errors too", "和报错"] : ["", ""];
    const text = say({
      en: `This kernel, Deno ${deno} by itself, can lose the last outputs of a cell${too}; the ` +
        "one that `deno task kernel` installs does not.",
      zh: `这个内核是不带前端的Deno ${deno}，可能丢失一格最后的输出${errors}；用` +
        "`deno task kernel`装的那个不会。",
    });
    await this.send("stream", { name: "stderr", text: `${text}\n` });
  }

  /** An error nobody catches would hang the kernel: it looks alive and answers nothing. */
  #watchErrors(): void {
    addEventListener("error", (event) => {
      event.preventDefault();
      this.report(event.error);
    });
    addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      this.report(event.reason);
    });
  }
}

const jupyter = findJupyter();
if (jupyter) provideHost(new DenoHost(jupyter));
