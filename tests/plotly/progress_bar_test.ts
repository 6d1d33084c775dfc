import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ProgressBar } from "../../lib/plotly/progress_bar.ts";
import { Interrupted } from "../../lib/plotly/session.ts";
import { RecordingHost } from "./_host.ts";

Deno.test("ProgressBar takes its place at once, keeps to its rate and ends in one line", async () => {
  const host = new RecordingHost();
  await host.run(async () => {
    for (const label of ["a", "b"]) {
      const bar = new ProgressBar(label, 1000);
      for (let done = 0; done < 1000; done++) await bar.show(done);
      await bar.end(1000);
      await host.send("stream", { name: "stdout", text: "between" });
    }
  });
  const words = host.words();
  assert(words.length < 12, `${words.length} messages`);
  const placed = host.messages.filter(({ type }) => type !== "update_display_data");
  assertEquals(
    placed.map(({ content }) => content.text ?? content.data!["text/plain"]),
    ["a 0/1000 ...", "between", "b 0/1000 ...", "between"],
  );
  assertEquals(words.filter((text) => text?.endsWith("/1000")), ["a 1000/1000", "b 1000/1000"]);
});

Deno.test("ProgressBar shows how far it is, and its label as text", async () => {
  const host = new RecordingHost();
  await host.run(() => new ProgressBar("<x>", 8).show(2));
  const html = host.messages[0].content.data!["text/html"];
  assertStringIncludes(html, "&lt;x&gt;");
  assertStringIncludes(html, 'max="8" value="2"');
});

Deno.test("ProgressBar ends the loop at a press of ■", async () => {
  const host = new RecordingHost();
  const bar = new ProgressBar("seeds", 5);
  await host.run(async () => {
    await bar.show(0);
    host.interrupt();
    await assertRejects(() => bar.show(1), Interrupted, "seeds was stopped at 1/5");
    await bar.end(1);
  });
  assertEquals(host.words(), ["seeds 0/5 ...", "seeds 1/5"]);
});
