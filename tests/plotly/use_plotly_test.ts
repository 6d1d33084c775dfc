import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { makeLoader } from "../../lib/plotly/loader.ts";
import { usePlotly, type UsePlotlyOptions } from "../../lib/plotly/use_plotly.ts";
import { RecordingHost } from "./_host.ts";

Deno.test("usePlotly() has the host bring Plotly", async () => {
  const host = new RecordingHost();
  await host.run(() => usePlotly());
  assertEquals(host.plotly, 1);
});

Deno.test("usePlotly() in a program of its own warns that nothing will be drawn", async () => {
  const { warn } = console;
  const said: unknown[] = [];
  console.warn = (text) => said.push(text);
  try {
    await usePlotly();
  } finally {
    console.warn = warn;
  }
  assertEquals(said, [
    "usePlotly() draws in a notebook, and this is a program of its own: figures and progress " +
    "bars are left out, everything else works",
  ]);
});

Deno.test("usePlotly() refuses an option it does not know", async () => {
  await assertRejects(
    () => usePlotly({ large: true } as Record<string, boolean>),
    TypeError,
    'usePlotly() got an unknown option "large": it knows largeText, lang',
  );
});

Deno.test("usePlotly() refuses what is no language", async () => {
  await assertRejects(
    () => usePlotly({ lang: "fr" } as unknown as UsePlotlyOptions),
    RangeError,
    'usePlotly() expects lang to be "en" or "zh" but got "fr"',
  );
});

Deno.test("makeLoader() packs Plotly so that a server lets it pass", async () => {
  const { "text/html": html, "text/plain": text } = await makeLoader();
  assertEquals(text, "Plotly 4.1.1");
  assertStringIncludes(String(html), '{"packed":"H4sI');
  assertEquals(String(html).length < 2_200_000, true);
});
