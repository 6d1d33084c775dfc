import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { LiveFigure } from "../../lib/plotly/live_figure.ts";
import { Interrupted } from "../../lib/plotly/session.ts";
import { RecordingHost } from "./_host.ts";

/** A figure whose words say how far it is; a part of it is told from the whole. */
class Count {
  steps = 0;
  readonly figure: LiveFigure;

  constructor(name: string, padding = 0) {
    this.figure = new LiveFigure((whole) => ({
      data: [{ name: "x".repeat(padding) }],
      layout: {},
      words: `${name} ${this.steps}${whole ? "" : " thinned"}`,
      thinned: !whole,
    }));
  }

  async step(): Promise<void> {
    this.steps++;
    await this.figure.change(() => `step ${this.steps}`);
  }
}

Deno.test("LiveFigure takes its place at its first change, whatever was sent before it", async () => {
  for (const tellsCellEnd of [true, false]) {
    const host = new RecordingHost(tellsCellEnd);
    await host.run(async () => {
      for (const name of ["a", "b", "c", "d"]) {
        const count = new Count(name, 60_000);
        await count.step();
        await count.step();
        await host.send("stream", { name: "stdout", text: `after ${name}` });
      }
    });
    const first = host.messages.filter(({ type }) => type !== "update_display_data")
      .map(({ content }) => content.text ?? content.data!["text/plain"].slice(0, 3));
    assertEquals(first, ["a", "b", "c", "d"].flatMap((name) => [`${name} 1`, `after ${name}`]));
  }
});

Deno.test("LiveFigure keeps to its rate and shows the whole picture at the cell's end", async () => {
  const host = new RecordingHost();
  const count = new Count("steps");
  await host.run(async () => {
    for (let step = 0; step < 5000; step++) await count.step();
  });
  const words = host.words();
  assert(words.length < 100, `${words.length} frames`);
  assertEquals(words[0], "steps 1 thinned");
  assertEquals(words.at(-1), "steps 5000");
  const ids = new Set(host.messages.map(({ content }) => content.transient?.display_id));
  assertEquals(ids.size, 1);
});

Deno.test("LiveFigure sends whole frames alone where nobody tells it of a cell's end", async () => {
  const host = new RecordingHost(false);
  const count = new Count("steps");
  await host.run(async () => {
    for (let step = 0; step < 4; step++) await count.step();
  });
  assertEquals(host.words(), ["steps 1", "steps 2", "steps 3", "steps 4"]);
});

Deno.test("LiveFigure ends the training at a press of ■, with the whole picture", async () => {
  const host = new RecordingHost();
  const count = new Count("steps");
  await host.run(async () => {
    await count.step();
    host.interrupt();
    const error = await assertRejects(() => count.step(), Interrupted);
    assertEquals(
      error.message,
      "training was stopped at step 2; the figure and the parameters are those of the last whole " +
        "step",
    );
    assertEquals(host.words().at(-1), "steps 2");
    await count.step();
  });
});

Deno.test("LiveFigure's fault at the cell's end is told and keeps no other figure back", async () => {
  const host = new RecordingHost();
  const sound = new Count("sound");
  let whole = false;
  const faulty = new LiveFigure(() => {
    if (whole) throw new Error("a fault in the picture");
    return { data: [], layout: {}, words: "faulty", thinned: true };
  });
  await host.run(async () => {
    await faulty.change(() => "");
    await sound.step();
    whole = true;
  });
  assertMatch(String(host.errors[0]), /a fault in the picture/);
  assertEquals(host.words().at(-1), "sound 1");
});

Deno.test("LiveFigure draws nothing outside a notebook", async () => {
  const figure = new LiveFigure(() => {
    throw new Error("drawn");
  });
  await figure.change(() => "");
});
