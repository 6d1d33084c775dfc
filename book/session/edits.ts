/**
 * Changes to a text that keep its lines.
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

  /** Puts a text in the place of one character. */
  put(at: number, text: string): void {
    this.#chars[at] = text;
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

  /** The changed text. */
  toString(): string {
    return [...this.#chars, ""].map((char, i) =>
      (this.#after[i] ?? "") + (this.#before[i] ?? "") + char
    ).join("");
  }
}
