/**
 * What stands under a cell: Jupyter's outputs, shown as they come.
 *
 * @module
 */

import { drawFigures } from "../../lib/plotly/page/mod.ts";
import type { MimeBundle, Output } from "../session/protocol.ts";

/** An output that may be replaced by its display id. */
interface Shown {
  area: OutputArea;
  index: number;
  element: HTMLElement;
}

const displays = new Map<string, Shown[]>();

/** More characters than these nobody reads, and the page would stall. */
const MOST = 200_000;

/** The outputs of one cell. */
export class OutputArea {
  /** As a notebook's file has them. */
  outputs: Output[] = [];
  readonly #element: HTMLElement;
  readonly #prepare: (output: HTMLElement) => void;
  #old = false;
  #length = 0;

  /**
   * @param element Where they are shown.
   * @param prepare Is told of HTML before figures in it are drawn.
   */
  constructor(element: HTMLElement, prepare: (output: HTMLElement) => void) {
    this.#element = element;
    this.#prepare = prepare;
  }

  /** The cell runs anew: what is there counts no more, and goes when something else comes. */
  begin(): void {
    this.outputs = [];
    this.#length = 0;
    this.#old = true;
    this.#element.classList.add("old");
    // What is below stays where it is until it is known what comes.
    this.#element.style.minHeight = `${this.#element.offsetHeight}px`;
    for (const [id, list] of displays) {
      const rest = list.filter(({ area }) => area !== this);
      if (rest.length) displays.set(id, rest);
      else displays.delete(id);
    }
  }

  /** The cell has ended. */
  end(): void {
    this.#clear();
    this.#element.style.minHeight = "";
  }

  /** A remark of the page's own. */
  tell(text: string): void {
    this.#clear();
    const told = this.#element.querySelector(".told") ?? this.#append("p", "told");
    told.textContent = text;
  }

  /** Shows one more output, or replaces those of its display id. */
  add(output: Output): void {
    if (output.output_type === "update_display_data") {
      for (const { area, index, element } of displays.get(output.transient!.display_id!) ?? []) {
        area.outputs[index] = { ...output, output_type: "display_data" };
        this.#fill(element, output.data);
      }
      return;
    }
    this.#clear();
    const last = this.outputs.at(-1);
    if (output.output_type === "stream") {
      if (this.#length > MOST) return;
      this.#length += output.text.length;
      if (this.#length > MOST) {
        output = { ...output, text: output.text + "\n…太长了，后面的不再显示\n" };
      }
      if (last?.output_type === "stream" && last.name === output.name) {
        last.text += output.text;
        this.#element.lastElementChild!.append(output.text);
      } else {
        this.outputs.push({ ...output });
        this.#append("pre", output.name).append(output.text);
      }
      return;
    }
    this.outputs.push(output);
    if (output.output_type === "error") {
      this.#append("pre", "error").append(output.traceback.join("\n"));
      return;
    }
    const element = this.#append("div", "");
    this.#fill(element, output.data);
    const id = "transient" in output ? output.transient?.display_id : undefined;
    if (!id) return;
    const shown = { area: this, index: this.outputs.length - 1, element };
    displays.set(id, [...displays.get(id) ?? [], shown]);
  }

  #clear(): void {
    if (!this.#old) return;
    this.#old = false;
    this.#element.classList.remove("old");
    this.#element.replaceChildren();
  }

  #append(tag: string, name: string): HTMLElement {
    const element = document.createElement(tag);
    element.className = name;
    this.#element.append(element);
    return element;
  }

  #fill(element: HTMLElement, data: MimeBundle): void {
    const html = data["text/html"], png = data["image/png"];
    if (typeof html === "string") {
      element.innerHTML = html;
      this.#prepare(element);
      drawFigures(element);
    } else if (typeof png === "string") {
      const image = document.createElement("img");
      image.src = `data:image/png;base64,${png}`;
      image.alt = String(data["text/plain"] ?? "");
      element.replaceChildren(image);
    } else {
      const text = document.createElement("pre");
      text.className = "value";
      text.append(String(data["text/plain"] ?? ""));
      element.replaceChildren(text);
    }
  }
}
