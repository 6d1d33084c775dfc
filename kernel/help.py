"""Help where the reader types: what Shift+Tab shows, and what Tab offers.

Deno's kernel knows which names exist, and no more about them. Here the library's documentation
comes in. Positions in a cell count Unicode's code points, as Jupyter's do.

Some answers need a value of the reader's. So whoever asks gives a function `evaluate` along, which
takes an expression in TypeScript and returns its value as text, or None.
"""

import json
import re

from grammar import Code
from help_text import RULE, describe, describe_argument, fenced, to_bundle
from library import NAMESPACES, SAFE, Library

#: What every object has, and what every function has, and no reader looks for.
OF_OBJECTS = set(
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf"
    .split()
)
OF_FUNCTIONS = {"length", "name", "prototype", "arguments", "caller", "apply", "bind", "call"}
INTERNAL = re.compile(r"#|__|Symbol\(")
#: What a value is, in a line; below it how it prints, or the first lines of a function.
VALUE = r"""((value) => {
  const kind = value == null ? String(value) : Object(value).constructor?.name ?? "object";
  const size = kind === "Tensor" ? ` of shape [${value.shape.join(", ")}]` : "";
  const length = Array.isArray(value) ? ` of ${value.length}` : "";
  const isPlain = value == null || typeof value === "object" && kind !== "Tensor";
  const lines = isPlain ? [] : String(value).split("\n", 12);
  return [kind + size + length, ...lines].join("\n").slice(0, 1000);
})(%s)"""


def unknown(expression):
    """Evaluates nothing."""
    return None


class Help:
    """Answers a client's questions about the code in its cells."""

    def __init__(self, path):
        """Reads the documentation that help_data.ts wrote to a file, if it is there."""
        nothing = {"names": {}, "options": {}}
        data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else nothing
        self.library = Library(data)

    def learn(self, text):
        """Takes note of what a cell that runs calls the things of the library."""
        self.library.learn(text, unknown)

    def inspect(self, text, cursor_pos, detail_level=0, evaluate=unknown):
        """What is known of the name at the cursor, and of the call around it, by MIME type.

        None if that is nothing. There is one level of detail.
        """
        self.library.learn(text, evaluate)
        code = Code(text[:cursor_pos] + re.match(r"[\w$]*", text[cursor_pos:])[0])
        if code.within == "comment" or not code.tokens:
            return None
        last, call, word = len(code.tokens) - 1, code.call(), code.word()
        if not call and code.text(last) == ")":
            call = code.called(last)
        blocks = []
        if word and (options := self.library.options_at(code)):
            blocks += [describe_argument(each) for each in options if each["name"] == word]
        elif word:
            blocks += self.describe(code, last)
            key = self.library.meaning(code, last)
            if key in self.library.names or key in NAMESPACES:
                call = None  # The name says enough.
        if call and (about := self.describe(code, call[0], is_called=True)):
            blocks += [RULE, *about] if blocks else about
        return to_bundle(blocks) if blocks else None

    def describe(self, code, last, is_called=False):
        """What is known of the expression that ends with a token, in blocks of text."""
        library = self.library
        key, text = library.meaning(code, last), code.span(last)
        if is_called and key and key.endswith("()"):
            key = library.member(key, "forward")
        if key in library.names:
            entry = library.names[key]
            options = [library.options.get(each["type"], []) for each in entry["arguments"]]
            members = library.members(key).values() if entry["kind"] == "class" else ()
            members = [library.names[member] for member in members]
            value = self.describe_value(code, last, "") if entry["kind"] == "property" else []
            return [*value, *([RULE] if value else [])] + describe(entry, options[-1] if options else [], members)
        if key in NAMESPACES:
            return [f"`{text}`: " + ", ".join(f"`{name}`" for name in library.members(key))]
        return self.describe_value(code, last, (key or "").removesuffix("()"))

    def describe_value(self, code, last, kind):
        """What the expression's value is; it is of this kind if it has none yet."""
        text = code.span(last)
        value = self.library.evaluate(VALUE % text) if SAFE.fullmatch(text) else None
        kind, _, more = (value or kind).partition("\n")
        if more and "\n" not in more:
            return [f"`{text}`: {kind}, `{more}`"]
        return [f"`{text}`: {kind}", *([fenced(more)] if more else [])] if kind else []

    def complete(self, text, cursor_pos, kernel_reply, evaluate=unknown):
        """What can be written at the cursor: the kernel's complete_reply, made better."""
        self.library.learn(text, evaluate)
        code = Code(text[:cursor_pos])
        word = code.word()
        matches = [name for name in kernel_reply.get("matches", []) if name.startswith(word)]
        dot = len(code.tokens) - (2 if word else 1)
        offers, hidden = {}, set()
        if code.within:
            matches = []
        elif code.text(dot) in (".", "?."):
            kind = self.library.kind(code, dot - 1)
            offers, hidden = self.library.members(kind), self.hidden(kind)
        elif options := self.library.options_at(code):
            place = code.open[-1].index
            keys = next(each.keys for each in Code(text).brackets if each.index == place)
            written = {key for key in keys if key != word or keys.count(key) > 1}
            offers = {each["name"]: each for each in options if each["name"] not in written}
            matches = [] if any(name.startswith(word) for name in offers) else matches
        found = [*dict.fromkeys([*matches, *(name for name in offers if name.startswith(word))])]
        hidden |= OF_OBJECTS
        place = {"start": cursor_pos - len(word), "end": cursor_pos}
        types = [
            {**place, "text": name, **self.look(offers.get(name))}
            for name in found
            if name not in hidden and not INTERNAL.match(name)
        ]
        return {
            "status": "ok",
            "matches": [each["text"] for each in types],
            "cursor_start": place["start"],
            "cursor_end": place["end"],
            "metadata": {"_jupyter_types_experimental": types},
        }

    def hidden(self, kind):
        """The members that values of a class have for the library alone."""
        owners = [*self.library.lineage(kind)]
        own = {name for each in owners for name in self.library.names[each].get("hidden", [])}
        return own | (OF_FUNCTIONS if "nn.Module" in owners else set())

    def look(self, offer):
        """What JupyterLab shows beside an offered name."""
        if isinstance(offer, dict):
            return {"type": "option", "signature": describe_argument(offer)}
        entry = self.library.names.get(offer)
        if entry:
            return {"type": entry["kind"], "signature": entry["signatures"][0]}
        return {"type": "module" if offer in NAMESPACES else "", "signature": ""}
