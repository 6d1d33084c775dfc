/**
 * The page's side of a session: it starts the worker, gives it one cell after the other, and puts
 * another in its place when nothing else stops it.
 *
 * @module
 */

import type { Cell, Output, Reply, Request, Status } from "./protocol.ts";

/** What becomes of a cell that was asked for; `dropped`: it did not run, since one before it failed. */
export type CellState = "waiting" | "running" | "dropped" | Status;

/** What a page wants to hear. */
export interface Listener {
  /** A cell waits, runs or has ended. When it begins to run, its old outputs are void. */
  onState(cell: string, state: CellState): void;
  /** A cell gives an output. */
  onOutput(cell: string, output: Output): void;
  /** These cells run first, because the one that the reader asked for needs them. */
  onFirst(cells: string[], cell: string): void;
  /** A cell wants figures: Plotly is to be loaded, once. */
  onPlotly(): void;
  /**
   * The worker did not stop and was replaced. `cells` had run and are run again without a word;
   * `done` resolves when the session is what it was, to false if one of them failed this time.
   */
  onReplaced(cells: string[], done: Promise<boolean>): void;
}

/** Milliseconds that a cell gets to stop by itself. */
const GRACE = 1000;

/** A cell that is to run. */
interface Job {
  cell: Cell;
  /** Runs again, after the worker was replaced: nobody hears of it. */
  again: boolean;
  end: (state: CellState) => void;
}

/** A kernel for one page. */
export class Session {
  readonly #text: string;
  readonly #listener: Listener;
  #worker?: Worker;
  #started?: Promise<void>;
  /** The cells that have run, in the order in which they first did. */
  readonly #ran = new Map<string, Cell>();
  readonly #queue: Job[] = [];
  #job?: Job;
  #count = 0;
  /** While a cell runs: the address that ■ takes away. */
  #watch = "";
  #stopping?: ReturnType<typeof setTimeout>;
  /** Who waits to hear what a cell needs. */
  readonly #asking = new Map<number, (needs?: number[]) => void>();
  #questions = 0;

  /**
   * Makes a session; nothing starts before it is needed.
   *
   * @param text The worker's code.
   * @param listener Who hears of it.
   */
  constructor(text: string, listener: Listener) {
    this.#text = text;
    this.#listener = listener;
  }

  /** Whether a cell runs or waits. */
  get busy(): boolean {
    return this.#job !== undefined || this.#queue.length + this.#asking.size > 0;
  }

  /**
   * Starts the worker; running a cell does so too.
   *
   * @throws {Error} If the browser allows no worker.
   */
  start(): Promise<void> {
    return this.#started ??= new Promise((resolve, reject) => {
      const address = URL.createObjectURL(new Blob([this.#text], { type: "text/javascript" }));
      const fail = (reason: string) => {
        this.#started = undefined;
        reject(new Error(`这个浏览器不让网页在后台运行代码，代码格不能运行：${reason}`));
      };
      try {
        this.#worker = new Worker(address);
      } catch (error) {
        return fail(String(error));
      }
      this.#worker.onerror = ({ message }) => fail(message || "Worker");
      this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if (data.type !== "ready") return this.#hear(data);
        URL.revokeObjectURL(address);
        resolve();
      };
    });
  }

  /**
   * Runs a cell, and before it those above it that it needs and that have not run as they stand.
   *
   * @param cells All cells of the page.
   * @param index Which of them to run.
   * @returns How the cell ended.
   */
  async run(cells: readonly Cell[], index: number): Promise<CellState> {
    const { id } = cells[index];
    await this.start();
    this.#listener.onState(id, "waiting");
    const question = ++this.#questions;
    const needs = await new Promise<number[] | undefined>((resolve) => {
      this.#asking.set(question, resolve);
      this.#ask({ type: "needs", question, cells: [...cells], index });
    });
    if (!needs) {
      this.#listener.onState(id, "dropped");
      return "dropped";
    }
    const first = needs.map((i) => cells[i]).filter((cell) => !this.#knows(cell));
    if (first.length > 0) this.#listener.onFirst(first.map(({ id }) => id), id);
    return await this.#enqueue([...first, cells[index]]);
  }

  /**
   * Runs all cells in their order, or those from one on.
   *
   * @param cells All cells of the page.
   * @param from The first to run.
   * @returns How the last one ended.
   */
  async runAll(cells: readonly Cell[], from = 0): Promise<CellState> {
    await this.start();
    return await this.#enqueue(cells.slice(from));
  }

  /** Stops the running cell and forgets those that wait. Pressed twice, it waits no longer. */
  interrupt(): void {
    this.#drop();
    if (!this.#job) return;
    if (this.#stopping !== undefined) return this.#replace();
    URL.revokeObjectURL(this.#watch);
    this.#ask({ type: "interrupt" });
    this.#stopping = setTimeout(() => this.#replace(), GRACE);
  }

  /** Begins anew: nothing has run, no name is defined. */
  restart(): void {
    this.#drop();
    this.#ran.clear();
    this.#halt()?.end("interrupted");
    this.#count = 0;
  }

  /** Whether a cell has run without an error, runs, or waits, with just this code. */
  #knows({ id, code }: Cell): boolean {
    return [...this.#ran.values(), this.#job?.cell, ...this.#queue.map(({ cell }) => cell)]
      .some((cell) => cell?.id === id && cell.code === code);
  }

  #enqueue(cells: Cell[], again = false): Promise<CellState> {
    const ends = cells.map((cell) => {
      if (!again) this.#listener.onState(cell.id, "waiting");
      return new Promise<CellState>((resolve) => {
        const end = (state: CellState) => {
          if (!again) this.#listener.onState(cell.id, state);
          resolve(state);
        };
        this.#queue.push({ cell: { ...cell }, again, end });
      });
    });
    this.#next();
    return ends.at(-1) ?? Promise.resolve("ok");
  }

  #next(): void {
    if (this.#job || this.#queue.length === 0) return;
    this.#job = this.#queue.shift()!;
    const { cell, again } = this.#job;
    if (!again) this.#listener.onState(cell.id, "running");
    this.#watch = URL.createObjectURL(new Blob(["."]));
    this.#ask({ type: "run", cell, count: again ? 0 : ++this.#count, watch: this.#watch });
  }

  #ask(request: Request): void {
    this.#worker!.postMessage(request);
  }

  #hear(reply: Exclude<Reply, { type: "ready" }>): void {
    if (reply.type === "plotly") this.#listener.onPlotly();
    else if (reply.type === "output") {
      if (!this.#job?.again) this.#listener.onOutput(reply.cell, reply.output);
    } else if (reply.type === "needs") {
      this.#asking.get(reply.question)?.(reply.needs);
      this.#asking.delete(reply.question);
    } else {
      const { cell, end } = this.#takeJob()!;
      if (reply.status === "ok") this.#ran.set(cell.id, cell);
      else {
        this.#ran.delete(cell.id);
        this.#drop();
      }
      end(reply.status);
      this.#next();
    }
  }

  /** The running cell, which from now on does not run. */
  #takeJob(): Job | undefined {
    const job = this.#job;
    this.#job = undefined;
    clearTimeout(this.#stopping);
    this.#stopping = undefined;
    URL.revokeObjectURL(this.#watch);
    return job;
  }

  /** Forgets the cells that wait. */
  #drop(): void {
    for (const { end } of this.#queue.splice(0)) end("dropped");
    for (const answer of this.#asking.values()) answer();
    this.#asking.clear();
  }

  /** Ends the worker, and gives the cell that ran in it. */
  #halt(): Job | undefined {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#started = undefined;
    return this.#takeJob();
  }

  /** Puts a new worker in the place of one that does not stop, and runs again what had run. */
  #replace(): void {
    const job = this.#halt();
    // If running them again is what does not stop, then nothing has run any more.
    if (job?.again) this.#ran.clear();
    else if (job) this.#listener.onOutput(job.cell.id, stopped);
    const cells = [...this.#ran.values()];
    const done = this.start().then(() => this.#enqueue(cells, true)).then((state) => {
      if (state !== "ok") this.#ran.clear();
      return state === "ok";
    });
    job?.end("interrupted");
    this.#listener.onReplaced(cells.map(({ id }) => id), done);
  }
}

/** What a cell shows that was stopped from outside. */
const stopped: Output = {
  output_type: "error",
  ename: "Interrupted",
  evalue: "已停止",
  traceback: ["Interrupted: 已停止"],
  frames: [],
};
