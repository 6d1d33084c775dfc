/**
 * What every page of the book does: light or dark, contents that follow the reader, and buttons
 * that bring the cells to life when the first is pressed.
 *
 * @module
 */

import { book } from "./book.ts";
import { edits } from "./edits.ts";

const root = document.documentElement;
const tools = document.querySelector(".tools")!;

function addButton(place: Element, action: string, face: string, title: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.dataset.do = action;
  button.innerHTML = face;
  button.title = button.ariaLabel = title;
  place.append(button);
  return button;
}

function addThemeButton(): void {
  const faces = { system: "◐", light: "☀", dark: "☾" };
  const words = { system: "跟随系统", light: "浅色", dark: "深色" };
  type Theme = keyof typeof words;
  const order = Object.keys(words) as Theme[];
  const button = addButton(tools, "", "", "");
  const show = (theme: Theme) => {
    button.textContent = faces[theme];
    button.title = button.ariaLabel = `明暗：${words[theme]}`;
  };
  show((root.dataset.theme || "system") as Theme);
  button.onclick = () => {
    const now = (root.dataset.theme || "system") as Theme;
    const next = order[(order.indexOf(now) + 1) % order.length];
    root.dataset.theme = next === "system" ? "" : next;
    show(next);
    book.cells?.redraw();
    try {
      localStorage.setItem("d2l-theme", root.dataset.theme);
    } catch {
      // Without storage the choice holds for this page.
    }
  };
}

/** Marks the section being read in the contents. */
function followScroll(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>(".contents a")]
      .map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
  );
  const headings = [...document.querySelectorAll<HTMLElement>("main :is(h2, h3)[id]")];
  let current: HTMLAnchorElement | undefined;
  const follow = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const link = links.get(above.at(-1)?.id ?? "");
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    const side = link?.closest<HTMLElement>(".side");
    if (!side || !link) return;
    const place = link.offsetTop - side.clientHeight / 2;
    if (Math.abs(place - side.scrollTop) > side.clientHeight / 3) side.scrollTop = place;
  };
  if (links.size === 0) return;
  addEventListener("scroll", follow, { passive: true });
  follow();
}

/** Has the cells do something; the first time their script is loaded for it. */
async function act(action: string, element: Element | null, event?: Event): Promise<void> {
  book.acting++;
  try {
    await book.load("cells.js");
    await book.cells!.act(action, element?.id ?? "", event);
  } catch (error) {
    book.say((error as Error).message);
  }
  book.acting--;
}

function enliven(): void {
  const cells = [...document.querySelectorAll<HTMLElement>(".cell")];
  if (cells.length === 0) return;
  addButton(tools, "all", `▶ <span class="long">全部运行</span>`, "全部运行");
  addButton(tools, "stop", "■", "停下正在运行的格");
  const notebook = document.body.classList.contains("notebook");
  if (notebook) addButton(tools, "save", "⤓", "下载这篇笔记（.ipynb），连同你的修改");
  addButton(tools, "discard", "↺", "丢弃这一页的全部修改");
  for (const cell of cells) {
    const label = cell.querySelector(".label")!;
    label.prepend(addButton(label, "run", "▶", "运行这一格（Shift+Enter）"));
    const acts = document.createElement("div");
    acts.className = "acts";
    if (notebook) addButton(acts, "from", "▶▶ 从这里往下运行", "运行这一格和它下面的各格");
    addButton(acts, "edit", "改", "修改这一格");
    addButton(acts, "restore", "↺ 还原", "还原成印出来的样子");
    cell.append(acts);
    cell.querySelector<HTMLElement>(".code")!.tabIndex = 0;
  }
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-do]");
    const cell = target.closest(".cell");
    if (button?.dataset.do) act(button.dataset.do, cell, event);
    else if (
      cell && target.closest("pre.code") && !target.closest("a") && getSelection()?.isCollapsed
    ) {
      act("edit", cell, event);
    }
  });
  document.addEventListener("keydown", (event) => {
    const code = (event.target as Element).closest?.("pre.code");
    if (event.key !== "Enter" || !code || (event.target as Element).closest("a")) return;
    event.preventDefault();
    act(event.shiftKey ? "go" : event.ctrlKey ? "run" : "edit", code.closest(".cell"), event);
  });
  if (edits.any()) act("", null);
}

/** The first touch of an explorable brings its script. */
function watchExplorables(): void {
  for (const section of document.querySelectorAll<HTMLElement>(".explorable")) {
    const touch = async () => {
      for (const type of types) section.removeEventListener(type, touch);
      try {
        await book.load("explorable.js");
        book.enlivenExplorable!(section);
      } catch (error) {
        book.say((error as Error).message);
      }
    };
    const types = ["pointerenter", "focusin", "touchstart"];
    for (const type of types) section.addEventListener(type, touch, { passive: true });
  }
}

const said = document.createElement("span");
said.className = "said";
said.setAttribute("role", "status");
tools.append(said);
enliven();
watchExplorables();
addThemeButton();
followScroll();
matchMedia("(prefers-color-scheme: dark)").onchange = () => book.cells?.redraw();
queueMicrotask(() => {
  if (book.builds["page.js"] !== root.dataset.build) {
    book.say("这一页和它的脚本不是同一次生成的：请刷新页面（Ctrl+Shift+R）");
  }
});
