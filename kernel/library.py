"""What the expressions of a cell mean in the library's documentation.

A meaning is told by a key: "torch.normal" for what is documented, "nn" for a namespace,
"torch.Tensor()" for a value of a class, "" for what is not the library's, None if nobody knows.
"""

import re

from grammar import Code

#: The namespaces, and those that stand in them.
NAMESPACES = {
    "torch": {"nn": "nn", "optim": "optim", "utils": "utils"},
    "nn": {},
    "optim": {},
    "utils": {"data": "utils.data"},
    "utils.data": {},
    "d2l": {},
}
IMPORT = re.compile(r"import\s*(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})\s*from\s*[\"'](torch|d2l)[\"']")
TAKEN = re.compile(r"(?:const|let|var)\s*\{([^}]*)\}\s*=\s*([\w.]+)")
PART = re.compile(r"([\w$]+)(?:\s*(?:\sas\s|:)\s*([\w$]+))?")
DEFINED = re.compile(r"\b(?:function|class|const|let|var)\s+([\w$]+)")
#: An expression that changes nothing when it is evaluated.
SAFE = re.compile(r"(?!this\b|super\b)[^\W\d][\w$]*(?:\.[^\W\d][\w$]*|\[\d+\])*")
#: The names of a value's class and of those that it extends.
CLASSES = """((value) => {
  const names = [];
  for (let c = Object(value).constructor; c?.name; c = Object.getPrototypeOf(c)) names.push(c.name);
  return names.join(" ");
})(%s)"""


class Library:
    """The documentation that help_data.ts wrote down, and what the cells call its things."""

    def __init__(self, data):
        self.names, self.options = data["names"], data["options"]
        self.aliases = {"torch": "torch", "nn": "nn", "optim": "optim", "d2l": "d2l"}
        #: What stands in a namespace or a class, and the classes by their bare names.
        self.inside, self.classes = {}, {}
        for key, entry in self.names.items():
            owner, _, name = key.rpartition(".")
            if entry["kind"] != "type":
                self.inside.setdefault(owner, {})[name] = key
            if entry["signatures"][0].startswith(("new ", "class ")):
                self.classes[name] = key
        for key, inner in NAMESPACES.items():
            self.inside[key] = self.inside.get(key, {}) | inner
        self.evaluate = None

    def learn(self, text, evaluate):
        """Takes note of what a cell calls the things of the library, and whom to ask for values."""
        self.evaluate = evaluate
        for name in DEFINED.findall(text):
            self.aliases.pop(name, None)
        taken = [("", parts, self.meaning(Code(path), -1)) for parts, path in TAKEN.findall(text)]
        for whole, parts, module in IMPORT.findall(text) + taken:
            if whole:
                self.aliases[whole] = module
            for name, alias in PART.findall(parts) if module else ():
                if key := self.member(module, name):
                    self.aliases[alias or name] = key

    def meaning(self, code, last, depth=0):
        """What the expression means that ends with a token."""
        last %= len(code.tokens)
        i = code.first(last)
        key = self.aliases.get(code.text(i)) or self.assigned(code, code.text(i), depth)
        while i < last:
            if code.text(i + 1) in (".", "?."):
                key = self.member(self.evaluated(code, i) if key is None else key, code.text(i + 2))
                i += 2
            else:
                key = self.called(key) if code.text(i + 1) == "(" else None
                i = code.closing(i + 1)
        return key

    def kind(self, code, last):
        """The namespace that an expression is, or the class of its value."""
        key = self.meaning(code, last)
        key = self.evaluated(code, last) if key is None else key
        return self.value_of(key) if key in self.names else key

    def assigned(self, code, name, depth):
        """What a variable means, from where the cell gives it its value."""
        given = rf"\b(?:const|let|var)\s+{re.escape(name)}\s*=\s*(?:await\s+|new\s+)?"
        places = [match.end() for match in re.finditer(given, code.code)]
        value = Code(code.code[places[-1] :][:500]) if places and depth < 3 else None
        return self.meaning(value, value.last(0), depth + 1) if value and value.tokens else None

    def evaluated(self, code, last):
        """A value of the library's class that the kernel finds an expression to have."""
        text = code.span(last)
        classes = self.evaluate(CLASSES % text) if SAFE.fullmatch(text) else None
        if classes is None:
            return None
        found = [self.classes[name] for name in classes.split() if name in self.classes]
        return f"{found[0]}()" if found else ""

    def member(self, key, name):
        """The key of a member: of a namespace, a class or a value; for None, of whatever has it."""
        if key in NAMESPACES:
            return self.inside[key].get(name)
        if key in self.names and self.names[key]["kind"] != "class":
            key = self.value_of(key) or ""
        likely = ["torch.Tensor", "nn.Module", "optim.Optimizer", *self.classes.values()]
        for owner in likely if key is None else [key]:
            for each in self.lineage(owner):
                if name in self.inside.get(each, ()):
                    return f"{each}.{name}"
        return None

    def members(self, key):
        """What can be written after a dot: keys by their names."""
        if key in NAMESPACES:
            return dict(sorted(self.inside[key].items()))
        found = {}
        for owner in self.lineage(key):
            found = self.inside.get(owner, {}) | found
        return found

    def lineage(self, key):
        """A class, given itself or as a value, and those it extends."""
        key = (key or "").removesuffix("()")
        while key in self.names:
            yield key
            key = self.names[key].get("base")

    def value_of(self, key):
        """A value of the class of what a property holds or a function returns."""
        kind = self.names[key]["signatures"][-1].rpartition("): ")[2].rpartition(": ")[2]
        match = re.fullmatch(r"(?:\w+\.)*(\w+)(?:<.*>)?(?: \| null)?", kind)
        return f"{self.classes[match[1]]}()" if match and match[1] in self.classes else None

    def called(self, key):
        """What a call gives."""
        key = self.member(key, "forward") if key and key.endswith("()") else key
        if key not in self.names:
            return None
        return f"{key}()" if self.names[key]["kind"] == "class" else self.value_of(key)

    def options_at(self, code):
        """The options to choose from at the end of the code, if a property's name belongs there."""
        call, bracket = code.call(), code.open[-1]
        if not call or not bracket.is_object or bracket.key is not None:
            return None
        name, commas, keys = call
        given = self.names.get(self.meaning(code, name), {}).get("arguments", [])
        for argument in [*given[commas : commas + 1], *given[-1:]]:
            options = self.options.get(argument["type"], [])
            for key in keys[:-1]:
                types = [each["type"] for each in options if each["name"] == key]
                options = self.options.get(types[0], []) if types else []
            if options:
                return options
        return None
