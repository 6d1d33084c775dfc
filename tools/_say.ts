/** Tells the person at the keyboard what is being done. */
export interface Say {
  /** One line that stays. */
  line(text: string): void;
  /** A line that the next one replaces; only where somebody is looking. */
  passing(text: string): void;
}

/** Speaks to the terminal. */
export const terminal: Say = {
  line(text) {
    clear();
    console.error(text);
  },
  passing(text) {
    if (!Deno.stderr.isTerminal()) return;
    clear();
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  },
};

/** Says nothing. */
export const silent: Say = { line() {}, passing() {} };

function clear() {
  if (Deno.stderr.isTerminal()) {
    Deno.stderr.writeSync(new TextEncoder().encode("\r\x1b[K"));
  }
}
