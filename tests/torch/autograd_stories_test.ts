import * as torch from "torch";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { assertTensor, fixture, numbers, type Packed } from "./_fixtures.ts";
import { STORIES } from "./_stories.ts";

type Story = { x: number[]; grad: Packed | null } | { refused: string };

const figures = fixture<{ stories: Record<string, Story> }>("autograd").stories;

/**
 * Where this engine refuses what PyTorch can do: it keeps no record of which views share numbers.
 */
const REFUSED_HERE = new Set(["view_sees_change_of_base", "base_sees_change_of_view"]);

Deno.test("every story of autograd.py is told here", () => {
  assertEquals(Object.keys(STORIES), Object.keys(figures));
});

for (const [name, tell] of Object.entries(STORIES)) {
  const story = figures[name];
  const title = name.replaceAll("_", " ");
  if ("refused" in story || REFUSED_HERE.has(name)) {
    Deno.test(`autograd refuses the story "${title}" and leaves x alone`, () => {
      const x = torch.tensor([1, 2, 3], { requiresGrad: true });
      assertThrows(() => tell(x), Error, "()");
      if (!name.includes("change")) assertEquals(numbers(x), [1, 2, 3]);
    });
  } else {
    Deno.test(`autograd gives PyTorch's gradient in the story "${title}"`, () => {
      const x = torch.tensor([1, 2, 3], { requiresGrad: true });
      tell(x);
      assertEquals(numbers(x), story.x);
      if (story.grad === null) assertStrictEquals(x.grad, null);
      else assertTensor(x.grad, story.grad, {}, title);
    });
  }
}
