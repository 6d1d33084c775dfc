/**
 * What the front has Deno run before the first cell. It makes a session safe, and answers the
 * front's questions.
 *
 * A library that runs in a cell can ask `Symbol.for("d2l.front") in globalThis`. If it is there:
 * - outputs keep their order, and none is lost, without waiting at the end of a cell;
 * - errors outside of cells, in timers and in promises nobody awaits, are shown;
 * - ■ calls what `Deno.addSignalListener("SIGINT", ...)` was given, on Windows too, and a cell
 *   that goes on all the same is stopped a second later.
 */
(() => {
  const { broadcast } = Deno.jupyter;
  const { core, jupyter } = Deno[Deno.internal];
  const { print } = core;

  // A long message leaves Deno in several writes, and "idle" could come in between: so a cell that
  // sends one waits until the front has it.
  const LONG = 50_000;
  const arrivals = [];
  const arrival = () => {
    broadcast("d2l_sent", {});
    return new Promise((resolve) => arrivals.push(resolve));
  };
  Deno.jupyter.broadcast = async (type, content, options) => {
    await broadcast(type, content, options);
    const parts = Object.values(content?.data ?? {});
    if (parts.reduce((sum, part) => sum + String(part).length, 0) > LONG) await arrival();
  };
  const { broadcastResult } = jupyter;
  jupyter.broadcastResult = async (count, value) => {
    await broadcastResult(count, value);
    if (value?.[Symbol.for("Jupyter.display")]) await arrival();
  };

  // An error that nobody catches would hang the kernel: it looks alive and answers nothing.
  const report = (event, error) => {
    event.preventDefault();
    const text = error instanceof Error ? error.stack : `Uncaught ${Deno.inspect(error)}`;
    print(`${text}\n`, true);
  };
  addEventListener("error", (event) => report(event, event.error));
  addEventListener("unhandledrejection", (event) => report(event, event.reason));

  // What is written past the console would go nowhere.
  for (const stream of [Deno.stdout, Deno.stderr]) {
    const decoder = new TextDecoder();
    stream.writeSync = (bytes) => {
      print(decoder.decode(bytes, { stream: true }), stream === Deno.stderr);
      return bytes.length;
    };
    stream.write = (bytes) => Promise.resolve(stream.writeSync(bytes));
    const writable = new WritableStream({ write: (bytes) => void stream.writeSync(bytes) });
    Object.defineProperty(stream, "writable", { value: writable });
  }

  // ■ comes through the pipe and not as a signal: Windows has none. But a signal means the same.
  const listeners = new Set();
  const { addSignalListener, removeSignalListener } = Deno;
  Deno.addSignalListener = (signal, listener) =>
    signal === "SIGINT" ? void listeners.add(listener) : addSignalListener(signal, listener);
  Deno.removeSignalListener = (signal, listener) =>
    signal === "SIGINT" ? void listeners.delete(listener) : removeSignalListener(signal, listener);

  /** The front's last question: timers that were set since belong to the cell that runs. */
  let question = "";
  let firstTimer = 0;
  const nextTimer = () => {
    const timer = setTimeout(() => {});
    clearTimeout(timer);
    return Number(timer);
  };

  addSignalListener("SIGINT", () => orders.interrupt());

  const orders = {
    /** The front has a long message. */
    received() {
      arrivals.shift()?.();
    },
    /** The reader pressed ■. The answer tells the front that the event loop still turns. */
    interrupt() {
      broadcast("d2l_awake", {});
      for (const listener of listeners) listener();
    },
    /**
     * Ends a cell that awaits something: without its timers nothing leads back to the promise it
     * waits for, and when the garbage collector takes that, V8 declares the cell ended. Whatever
     * the cells have made stays.
     */
    collect(since) {
      if (since !== question) return;
      const end = nextTimer();
      for (let timer = firstTimer; timer < end; timer++) clearTimeout(timer);
      const [v8, vm] = ["v8", "vm"].map((name) => process.getBuiltinModule(`node:${name}`));
      v8.setFlagsFromString("--expose-gc");
      vm.runInNewContext("gc")();
    },
  };

  // The pipe from the front. A thread of its own waits there: it sees the front's end even while a
  // cell computes.
  const watch = async () => {
    const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
    for await (const text of lines) postMessage(text);
    Deno.kill(Deno.pid, "SIGKILL");
  };
  const worker = new Worker(
    `data:text/javascript,${encodeURIComponent(`(${watch})()`)}`,
    { type: "module" },
  );
  worker.onmessage = ({ data }) => {
    for (const order of data.trim().split("\n")) {
      const [name, argument] = order.split(" ");
      orders[name](argument);
    }
  };

  const front = {
    /** Answers the front: the answer goes behind all outputs of the cells before. */
    async answer(id, ask) {
      let value;
      try {
        value = await ask();
      } catch {
        // A name that is not there, a getter that throws: no answer.
      }
      question = id;
      firstTimer = nextTimer();
      broadcast("d2l_answer", { id, value });
    },

    /** The values of expressions, for help.py; null for one that cannot be evaluated. */
    evaluate(expressions) {
      return expressions.map((expression) => {
        try {
          return expression();
        } catch {
          return null;
        }
      });
    },

    /** What is wrong with a cell that Deno could not even read. */
    async explain(code) {
      // The first line ends the module before the cell's own code could run.
      const module = `import "data:text/javascript,throw 0";\n${code}`;
      const message = await import(`data:application/typescript,${encodeURIComponent(module)}`)
        .catch((error) => error.message);
      const found = /^SyntaxError: ([^]*)\n +at data:.*:(\d+):(\d+)$/.exec(message);
      if (!found) return;
      const [, text, line, column] = found;
      const here = text.replace(/^(\d+) \|/m, (_, n) => `${String(n - 1).padEnd(n.length)} |`);
      return ["SyntaxError", `${here.split("\n")[0]} at line ${line - 1}, column ${column}`, here];
    },
  };
  Object.defineProperty(globalThis, Symbol.for("d2l.front"), { value: front });
})();
