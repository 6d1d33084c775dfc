/**
 * The editor of a cell: CodeMirror, with the keys of Jupyter and help on the library's names.
 *
 * @module
 */

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { book, type Help } from "./book.ts";

/** An open editor. */
export interface Editor {
  /** Takes the keyboard; the caret goes to a place on the screen, if one is given. */
  focus(place?: { x: number; y: number }): void;
}

/** What the page does for an editor. */
export interface EditorHooks {
  change(code: string): void;
  act(action: "run" | "go"): void;
}

// The colours of the printed code, by the same classes.
const colors = syntaxHighlighting(tagHighlighter([
  { tag: tags.comment, class: "c" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: "s" },
  { tag: [tags.number, tags.bool, tags.null, tags.self], class: "n" },
  { tag: [tags.keyword, tags.modifier, tags.definitionKeyword], class: "k" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: "f" },
  { tag: [tags.typeName, tags.className], class: "t" },
]));

const look = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 25%, transparent) !important",
  },
  ".cm-matchingBracket": { background: "color-mix(in srgb, var(--accent) 30%, transparent)" },
  ".cm-tooltip": {
    background: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--rule)",
    maxWidth: "36rem",
  },
  ".cm-tooltip-hover": { padding: "0.3rem 0.7rem", whiteSpace: "pre-wrap" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent)" },
});

/** A tensor's own members stand under its class and under the one it extends. */
const TENSOR = ["torch.Tensor.", "torch.TensorMethods."];

/** The names that may stand behind a word and a dot, with what is known of them. */
function membersOf(owner: string): [name: string, help: Help][] {
  const all = Object.entries(book.help ?? {});
  const short = owner.replace(/^torch\.(?=(nn|optim|utils)\b)/, "");
  const behind = (prefix: string) =>
    all.filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes("."))
      .map(([key, help]): [string, Help] => [key.slice(prefix.length), help]);
  const found = behind(`${short}.`).filter(([, { kind }]) => kind !== "type");
  return found.length ? found : TENSOR.flatMap(behind);
}

async function complete(context: CompletionContext) {
  const typed = context.matchBefore(/[\w$.\])]*\.\w*/);
  if (!typed) return null;
  await book.load("help.js").catch(() => {});
  const dot = typed.text.lastIndexOf(".");
  const options = membersOf(typed.text.slice(0, dot)).map(([label, help]): Completion => ({
    label,
    type: help.kind,
    detail: help.signatures[0]?.replace(/^\w+/, "").slice(0, 60),
    info: help.text,
  }));
  return { from: typed.from + dot + 1, options, validFor: /^\w*$/ };
}

const help = hoverTooltip((view, at) => {
  const line = view.state.doc.lineAt(at);
  const column = at - line.from;
  for (const match of line.text.matchAll(/(?:([\w$.)\]]*)\.)?([A-Za-z_]\w*)/g)) {
    const end = match.index + match[0].length;
    const start = end - match[2].length;
    if (column < start || column > end) continue;
    const found = match[1] && membersOf(match[1]).find(([name]) => name === match[2])?.[1];
    if (!found) return null;
    const dom = document.createElement("div");
    const signature = document.createElement("code");
    signature.textContent = found.signatures.join("\n");
    dom.append(signature, "\n", found.text);
    return { pos: line.from + start, end: line.from + end, above: true, create: () => ({ dom }) };
  }
  return null;
});

/** Opens an editor in an element. */
export function openEditor(parent: HTMLElement, doc: string, hooks: EditorHooks): Editor {
  const press = (action: "run" | "go") => () => (hooks.act(action), true);
  const view = new EditorView({
    doc,
    parent,
    extensions: [
      keymap.of([
        { key: "Shift-Enter", run: press("go") },
        { key: "Mod-Enter", run: press("run") },
      ]),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap]),
      keymap.of([
        // The way out for those who have no mouse: Tab indents here.
        { key: "Escape", run: ({ contentDOM }) => (contentDOM.blur(), true) },
        ...defaultKeymap,
        indentWithTab,
      ]),
      history(),
      javascript({ typescript: true }),
      colors,
      look,
      bracketMatching(),
      closeBrackets(),
      indentOnInput(),
      autocompletion({ override: [complete] }),
      help,
      EditorView.contentAttributes.of({ "aria-label": "代码" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) hooks.change(update.state.doc.toString());
      }),
    ],
  });
  return {
    focus(place) {
      view.focus();
      const anchor = place && view.posAtCoords(place);
      if (anchor != null) view.dispatch({ selection: { anchor } });
    },
  };
}

book.openEditor = openEditor;
