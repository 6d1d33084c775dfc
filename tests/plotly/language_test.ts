import { assertEquals } from "@std/assert";
import { figure } from "../../lib/plotly/figure.ts";
import { getLanguage, setLanguage } from "../../lib/plotly/language.ts";
import { pageWords } from "../../lib/plotly/page/words.ts";
import { ProgressBar } from "../../lib/plotly/progress_bar.ts";
import { plot } from "../../lib/d2l/plot.ts";
import { RecordingHost } from "./_host.ts";

/** What a figure says in the language of a notebook. */
function bundleOf(figure: unknown): Record<string, string> {
  return (figure as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")]();
}

/** Runs `speak` while figures speak Chinese. */
async function inChinese(speak: () => void | Promise<void>): Promise<void> {
  setLanguage("zh");
  try {
    await speak();
  } finally {
    setLanguage("en");
  }
}

Deno.test("figures speak English unless told otherwise", () => {
  assertEquals(getLanguage(), "en");
  assertEquals(bundleOf(figure({ data: [{ y: [1] }] }))["text/plain"], "Figure with trace 0");
});

Deno.test("figures and progress bars speak the language of their notebook", async () => {
  await inChinese(async () => {
    const curve = bundleOf(plot([1, 2, 3], [4, 9, 5], { xlabel: "轮次", yscale: "log" }));
    assertEquals(curve["text/plain"], "y随轮次的变化（对数坐标）：y1从1处的4到3处的5，途中最高9");
    const named = bundleOf(figure({ data: [{ y: [1], name: "损失" }] }));
    assertEquals(named["text/plain"], "图：损失");
    assertEquals(/ lang="(..)"/.exec(named["text/html"])?.[1], "zh");

    const host = new RecordingHost();
    await host.run(async () => {
      const bar = new ProgressBar("种子", 100);
      await bar.show(0);
      await new Promise((resolve) => setTimeout(resolve, 110));
      await bar.show(50);
    });
    assertEquals(/还要\d+秒/.test(host.messages[1].content.data!["text/html"]), true);
  });
});

Deno.test("the page has every word in every language", () => {
  const namesOf = (words: object): string[] =>
    Object.entries(words).flatMap(([name, word]) =>
      typeof word === "string" ? name : namesOf(word).map((inner) => `${name}.${inner}`)
    );
  const marks = (words: object) => JSON.stringify(words).split("{}").length;
  assertEquals(namesOf(pageWords.zh), namesOf(pageWords.en));
  assertEquals(marks(pageWords.zh), marks(pageWords.en));
});
