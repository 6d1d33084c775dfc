import { lines } from "./lines.ts";
import type { Figures } from "./serve.ts";

/**
 * The parent's side of a competitor: a process of its own that stays alive, so that rounds can
 * interleave and no competitor's garbage or type feedback slows another's code. See `serve.ts` for
 * what is said.
 */
export class Worker {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncGenerator<string>;
  readonly #complaints: Promise<string>;

  constructor(command: string, args: string[], env?: Record<string, string>) {
    this.#child = new Deno.Command(command, {
      args,
      env: { NO_COLOR: "1", ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#answers = lines(this.#child.stdout);
    this.#complaints = new Response(this.#child.stderr).text();
  }

  /** Waits until the process answers; throws what it complained of if it ended. */
  async ready(): Promise<void> {
    await this.#ask({});
  }

  /** Makes a work ready, runs it once and tells what it came to. */
  async prepare(work: string): Promise<Figures> {
    return (await this.#ask({ prepare: work })).figures!;
  }

  /** Runs the work again and again for at least `ms`; milliseconds a run. */
  async time(ms: number): Promise<number> {
    return (await this.#ask({ time: ms })).ms!;
  }

  /** Ends the process and waits until it is gone. */
  async close(): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#child.status;
  }

  async #ask(question: unknown): Promise<Answer> {
    const line = new TextEncoder().encode(JSON.stringify(question) + "\n");
    await this.#input.write(line).catch(() => {}); // told by the missing answer
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(complaint(await this.#complaints));
    const answer: Answer = JSON.parse(value);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}

interface Answer {
  figures?: Figures;
  ms?: number;
  error?: string;
}

/** The line of a process' last words that tells most: its first error. */
function complaint(text: string): string {
  const lines = text.trim().split("\n");
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1)!;
}
