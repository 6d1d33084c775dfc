/**
 * Changes to a text that keep its lines, and know where each character came from.
 *
 * @module
 */

/** A text being changed. */
export class Edits {
  readonly #chars: string[];
  readonly #before: string[] = [];
  readonly #after: string[] = [];

  constructor(readonly code: string) {
    this.#chars = code.split("");
  }

  /** Puts blanks in the place of a part; its lines stay. */
  blank(start: number, end: number): void {
    for (let i = start; i < end; i++) if (this.code[i] !== "\n") this.#chars[i] = " ";
  }

  /** Puts another character in the place of one. */
  put(at: number, char: string): void {
    this.#chars[at] = char;
  }

  /** Puts text before what begins at an offset, behind what was put there earlier. */
  before(start: number, text: string): void {
    this.#before[start] = (this.#before[start] ?? "") + text;
  }

  /** Puts text after what ends at an offset, and before what was put there earlier. */
  after(end: number, text: string): void {
    this.#after[end] = text + (this.#after[end] ?? "");
  }

  /** Puts text around a part; around what stands within it, later. */
  wrap({ start, end }: { start: number; end: number }, before: string, after: string): void {
    this.before(start, before);
    this.after(end, after);
  }

  /**
   * The changed text with blanks in the place of all but some parts. What is kept stands in the
   * same place whatever else is kept.
   *
   * @param keeps Whether to keep the character at an offset of the text, and what stands around it.
   */
  text(keeps: (offset: number) => boolean): string {
    const part = (text: string | undefined, kept: boolean) =>
      text && (kept ? text : " ".repeat(text.length));
    let text = "";
    for (let i = 0; i <= this.code.length; i++) {
      text += part(this.#after[i], keeps(i - 1)) ?? "";
      if (i === this.code.length) break;
      text += part(this.#before[i], keeps(i)) ?? "";
      text += keeps(i) || this.code[i] === "\n" ? this.#chars[i] : " ";
    }
    return text;
  }

  /** The column of the text from which a line's column came; both count from 1. */
  column(line: number, column: number): number {
    const start = this.code.split("\n", line - 1).join("\n").length + (line > 1 ? 1 : 0);
    // Before the first character of a line stands only what belongs to it.
    let [at, left] = [start, column - 1];
    for (; this.code[at] !== "\n" && at < this.code.length; at++) {
      if (at > start) left -= this.#after[at]?.length ?? 0;
      left -= (this.#before[at]?.length ?? 0) + 1;
      if (left < 0) break;
    }
    return at - start + 1;
  }
}
