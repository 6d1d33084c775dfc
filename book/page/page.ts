/**
 * What every page of the book does: light or dark, and contents that follow the reader.
 *
 * @module
 */

const root = document.documentElement;

function addThemeButton(): void {
  const words = { system: "跟随系统", light: "浅色", dark: "深色" };
  type Theme = keyof typeof words;
  const order = Object.keys(words) as Theme[];
  const button = document.createElement("button");
  const show = (theme: Theme) => {
    button.textContent = { system: "◐", light: "☀", dark: "☾" }[theme];
    button.title = button.ariaLabel = `明暗：${words[theme]}`;
  };
  show(root.dataset.theme as Theme ?? "system");
  button.onclick = () => {
    const now = (root.dataset.theme ?? "system") as Theme;
    const next = order[(order.indexOf(now) + 1) % order.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    show(next);
    try {
      localStorage.setItem("d2l-theme", root.dataset.theme ?? "");
    } catch {
      // Without storage the choice holds for this page.
    }
  };
  document.querySelector(".tools")!.append(button);
}

/** Marks the section being read in the contents. */
function followScroll(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>(".contents a")]
      .map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
  );
  if (links.size === 0) return;
  const headings = [...document.querySelectorAll<HTMLElement>("main :is(h2, h3)[id]")];
  let current: HTMLAnchorElement | undefined;
  const follow = () => {
    const above = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const link = links.get(above.at(-1)?.id ?? "");
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    current?.setAttribute("aria-current", "true");
    const side = link?.closest<HTMLElement>(".side");
    if (side && link) {
      const place = link.offsetTop - side.clientHeight / 2;
      if (Math.abs(place - side.scrollTop) > side.clientHeight / 3) side.scrollTop = place;
    }
  };
  addEventListener("scroll", follow, { passive: true });
  follow();
}

addThemeButton();
followScroll();
