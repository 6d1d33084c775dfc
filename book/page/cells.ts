/**
 * The cells of a page, alive: run, changed, restored, saved.
 *
 * @module
 */

import { joinLines, type Notebook, type Output as SavedOutput } from "../../tools/notebook.ts";
import { installFigures, type Plotly, redrawFigures } from "../../lib/plotly/page/mod.ts";
import { type CellState, Session } from "../session/session.ts";
import type { Cell, Frame } from "../session/protocol.ts";
import { book } from "./book.ts";
import { edits } from "./edits.ts";
import type { Editor } from "./editor.ts";
import { OutputArea } from "./outputs.ts";

/** A cell of the page. */
class LiveCell {
  readonly id: string;
  /** Whether it stands beside the text, as an answer or an example does. */
  readonly aside: boolean;
  readonly area: OutputArea;
  /** What was printed: the code, also highlighted, its number and its outputs. */
  readonly #printed: { code: string; html: string; label: string; out: string };
  readonly #pre: HTMLElement;
  readonly #label: Text;
  readonly #out: HTMLElement;
  #editor?: Editor;
  #code: string;

  constructor(readonly element: HTMLElement) {
    this.id = element.id;
    this.aside = element.matches("details:not(.fold) *, .row *");
    this.#pre = element.querySelector<HTMLElement>("pre.code")!;
    this.#out = element.querySelector<HTMLElement>(".out")!;
    this.#label = element.querySelector(".label")!.lastChild as Text;
    this.area = new OutputArea(this.#out, prepareFigures);
    this.#code = this.#pre.textContent!;
    this.#printed = {
      code: this.#code,
      html: this.#pre.innerHTML,
      label: this.#label.data,
      out: this.#out.innerHTML,
    };
    const kept = edits.read(this.id);
    if (kept !== null) this.#change(kept);
  }

  get code(): string {
    return this.#code;
  }

  /** As the session wants it. */
  get plain(): Cell {
    return { id: this.id, code: this.#code, aside: this.aside };
  }

  get edited(): boolean {
    return this.#code !== this.#printed.code;
  }

  set label(text: string) {
    this.#label.data = `In [${text}]`;
  }

  #change(code: string): void {
    this.#code = code;
    this.element.classList.toggle("edited", this.edited);
    this.unmark();
    if (!edits.write(this.id, this.edited ? code : null)) {
      book.say("这个浏览器不让网页保存东西：你的修改在离开这一页后就没有了");
    }
    if (!this.#editor) this.#pre.firstElementChild!.textContent = code;
  }

  /** Opens the editor, where the reader clicked. */
  async edit(event?: Event): Promise<void> {
    await book.load("editor.js");
    this.element.querySelector<HTMLDetailsElement>(".fold")?.setAttribute("open", "");
    const { clientX, clientY } = event instanceof MouseEvent ? event : {} as MouseEvent;
    if (!this.#editor) {
      const place = document.createElement("div");
      place.className = "code";
      this.#pre.replaceWith(place);
      this.#editor = book.openEditor!(place, this.#code, {
        change: (code) => this.#change(code),
        act: (action) => cells.act(action, this.id).catch((error) => book.say(error.message)),
      });
    }
    this.#editor.focus(clientX === undefined ? undefined : { x: clientX, y: clientY });
    book.load("help.js").catch(() => {});
  }

  /** Goes back to what was printed: code and outputs. */
  restore(): void {
    this.#editor = undefined;
    this.element.querySelector(".code")!.replaceWith(this.#pre);
    this.#change(this.#printed.code);
    this.#pre.innerHTML = this.#printed.html;
    this.area.begin();
    this.area.end();
    this.#out.innerHTML = this.#printed.out;
    this.#label.data = this.#printed.label;
  }

  /** Marks a line that an error came through. */
  mark({ line }: Frame): void {
    const mark = document.createElement("i");
    mark.className = "fault";
    mark.style.top = `calc(0.8rem + ${line - 1} * 1.6em)`;
    this.element.querySelector(".code")!.append(mark);
  }

  unmark(): void {
    this.element.querySelectorAll(".fault").forEach((mark) => mark.remove());
  }
}

/** What Plotly's small bundle draws. */
const BASIC = new Set(["scatter", "bar", "pie"]);
let bundle = "";

/** Loads Plotly, the small one or the whole one, and has figures wait for it. */
function loadPlotly(name: string): void {
  if (bundle === name || bundle === "plotly-full.js") return;
  bundle = name;
  installFigures(
    book.load(name).then(() => (globalThis as unknown as { Plotly: Plotly }).Plotly, (error) => {
      bundle = "";
      book.say(`图画不出来，其余照常：${error.message}`);
      return new Promise<Plotly>(() => {});
    }),
  );
}

/** Loads what the figures in an output need. */
function prepareFigures(output: HTMLElement): void {
  for (const script of output.querySelectorAll('script[type="application/vnd.plotly.v1+json"]')) {
    const { data } = JSON.parse(script.textContent!) as { data: { type?: string }[] };
    const basic = data.every(({ type = "scatter" }) => BASIC.has(type));
    loadPlotly(basic ? "plotly.js" : "plotly-full.js");
  }
}

/** All cells of the page, and the session that runs them. */
export class Cells {
  readonly #cells = [...document.querySelectorAll<HTMLElement>(".cell")]
    .map((element) => new LiveCell(element));
  /** How many cells run before a waiting one because it needs them. */
  readonly #first = new Map<string, number>();
  #session?: Session;
  #count = 0;

  /** Does what a button says. */
  async act(action: string, id: string, event?: Event): Promise<void> {
    const cell = this.#cells.find((cell) => cell.id === id);
    if (action === "all") await this.#runAll(0);
    else if (action === "stop") this.#stop();
    else if (action === "save") await this.#save();
    else if (action === "discard") this.#discard();
    else if (!cell) return;
    else if (action === "run") await this.run(cell);
    else if (action === "go") await this.runAndGo(cell);
    else if (action === "from") await this.#runAll(this.#cells.indexOf(cell));
    else if (action === "edit") await cell.edit(event);
    else if (action === "restore") cell.restore();
  }

  /** Runs a cell, and what it needs. */
  async run(cell: LiveCell): Promise<CellState> {
    return await (await this.#start()).run(this.#plain(), this.#cells.indexOf(cell));
  }

  /** Runs a cell and goes on to the next one, as Shift+Enter does. */
  async runAndGo(cell: LiveCell): Promise<void> {
    const next = this.#cells[this.#cells.indexOf(cell) + 1]?.element;
    next?.querySelector<HTMLElement>("pre.code, .cm-content")?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
    await this.run(cell);
  }

  /** Has the figures take the page's colours. */
  redraw(): void {
    redrawFigures();
  }

  async #start(): Promise<Session> {
    await book.load("session.js");
    this.#session ??= new Session(book.worker!, {
      onState: (id, state) => this.#show(this.#find(id), state),
      onOutput: (id, output) => {
        this.#find(id).area.add(output);
        if (output.output_type !== "error") return;
        for (const frame of output.frames) {
          this.#cells.find((cell) => cell.id === frame.cell)?.mark(frame);
        }
      },
      onFirst: (first, id) => {
        this.#find(id).area.begin();
        this.#find(id).area.tell(`先运行前面${first.length}格`);
        this.#first.set(id, first.length);
      },
      onPlotly: () => loadPlotly("plotly.js"),
      onReplaced: (again, done) => this.#replaced(again, done),
    });
    await this.#session.start();
    return this.#session;
  }

  async #runAll(from: number): Promise<void> {
    const session = await this.#start();
    const all = this.#plain();
    const main = all.filter(({ aside }) => !aside);
    const list = main.length ? main : all;
    const at = list.indexOf(all[from]);
    if (at <= 0) await session.runAll(list);
    else if (await session.run(all, from) === "ok") await session.runAll(list, at + 1);
  }

  #plain(): Cell[] {
    return this.#cells.map(({ plain }) => plain);
  }

  #stop(): void {
    if (this.#session?.busy) this.#session.interrupt();
    else book.say("现在没有正在运行的格");
  }

  #find(id: string): LiveCell {
    return this.#cells.find((cell) => cell.id === id)!;
  }

  #show(cell: LiveCell, state: CellState): void {
    const { area, element } = cell;
    const active = state === "running" || state === "waiting";
    element.classList.toggle("running", active);
    const button = element.querySelector<HTMLElement>(".label button")!;
    button.textContent = active ? "■" : "▶";
    button.dataset.do = active ? "stop" : "run";
    const index = this.#cells.indexOf(cell) + 1;
    if (state === "waiting") cell.label = "*";
    else if (state === "running") {
      cell.label = "*";
      cell.unmark();
      const first = this.#first.get(cell.id);
      area.begin();
      if (first) area.tell(`先运行了前面${first}格`);
      this.#first.delete(cell.id);
      this.#count++;
      book.say(`正在运行第${index}格，共${this.#cells.length}格`);
    } else {
      if (state === "dropped") cell.label = " ";
      else {
        cell.label = String(this.#count);
        area.end();
        if (state === "ok" && area.outputs.length === 0) area.tell("✓ 运行完了，没有输出");
      }
      if (!this.#session?.busy) book.say("");
    }
  }

  async #replaced(again: string[], done: Promise<boolean>): Promise<void> {
    const before = again.length ? `，正在重新运行先前的${again.length}格` : "";
    book.say(`这一格停不下来，换了一个新的会话${before}……`);
    const well = await done;
    book.say(
      well
        ? `已停下。会话是新的${again.length ? `，先前的${again.length}格重新运行过了` : ""}`
        : "已停下。会话是新的，先前的格要重新运行",
    );
  }

  #discard(): void {
    const changed = this.#cells.filter((cell) => cell.edited);
    if (changed.length === 0) return book.say("这一页没有修改过");
    if (!confirm(`丢弃这一页${changed.length}格的修改？`)) return;
    for (const cell of changed) cell.restore();
    book.say(`${changed.length}格的修改已丢弃`);
  }

  /** Gives the reader the notebook as it stands: with their changes, and with what they have run. */
  async #save(): Promise<void> {
    const name = location.pathname.split("/").at(-1)!.replace(/(\.html)?$/, "");
    await book.load(`${decodeURIComponent(name)}.js`);
    const notebook: Notebook = structuredClone(book.notebook!);
    for (const cell of notebook.cells) {
      let answers = 0;
      if (cell.cell_type === "markdown") {
        cell.source = joinLines(cell.source).replace(
          /^```ts\n([\s\S]*?)\n```$/gm,
          (fence, code) => fence.replace(code, () => this.#find(`${cell.id}-${++answers}`).code),
        );
        continue;
      }
      const { code, area } = this.#find(cell.id!);
      cell.source = code;
      if (area.outputs.length) {
        cell.outputs = area.outputs.map((output) => {
          const { frames: _frames, transient: _transient, ...rest } = {
            frames: 0,
            transient: 0,
            ...output,
          };
          return rest as unknown as SavedOutput;
        });
      }
    }
    const link = document.createElement("a");
    const text = JSON.stringify(notebook, null, 1) + "\n";
    link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    link.download = `${decodeURIComponent(name)}.ipynb`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

const cells = book.cells ??= new Cells();
edits.onOther(() => book.say("另一个标签页改了这一页的代码，刷新以后就能看到"));
