"""What stands before the cursor in a cell: as much of TypeScript's grammar as help needs.

The code may be unfinished: a bracket, a string or a comment may still be open.
"""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""
    (?P<comment> /\*(?:[^*]|\*(?!/))*\*/ | //[^\n]*\n )
  | (?P<open> //[^\n]*\Z | /\*.* )
  | (?P<string> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
  | (?P<unclosed> ["'][^\n]* )
  | (?P<number> \d[\w.]* )
  | (?P<name> [^\W\d][\w$]* | \$[\w$]* )
  | (?P<mark> => | \?\. | \.\.\. | \S )
    """,
    re.VERBOSE | re.DOTALL,
)
REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*")
#: A template's text, up to its end or to an expression in it.
TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^\\`$])*(`|\$\{|)", re.DOTALL)
CLOSES = {"": "", "(": ")", "[": "]", "{": "}", "${": "}"}
#: What stands before the properties of an object, and not before statements.
BEFORE_OBJECT = ("(", "[", ",", ":", "=", "?", "...", "return")
KEYWORDS = set(
    "as async await break case catch class const continue default delete do else export extends"
    " finally for from function if import in instanceof let new of return static switch throw try"
    " typeof var void while with yield".split()
)


@dataclass(slots=True)
class Token:
    #: "name", "mark", "number", "string", or "open" for a string without end.
    kind: str
    text: str
    start: int
    #: Of a closing bracket: the index of the token that opened it.
    opened: int | None = None


@dataclass(slots=True)
class Bracket:
    """A bracket, and what was read between it and its end."""

    text: str
    #: The index of its token.
    index: int
    is_object: bool = False
    commas: int = 0
    #: The names of an object's properties; the one whose value comes next.
    keys: list = field(default_factory=list)
    key: str | None = None


class Code:
    """The tokens of some code, all brackets, and those of them that are open at its end."""

    def __init__(self, code):
        self.code, self.tokens = code, []
        self.brackets = [Bracket("", -1)]
        self.open = [*self.brackets]
        #: What the code ends within: "comment", "string" or nothing.
        self.within = ""
        at = 0
        while match := TOKEN.search(code, at):
            kind, text = match.lastgroup, match[0]
            at = match.end()
            if kind == "open":
                self.within = "comment"
            elif kind in ("name", "number") and not self.open[-1].is_object:
                self.tokens.append(Token(kind, text, match.start()))
            elif kind != "comment":
                at = self._read(kind, text, match.start())

    def _read(self, kind, text, start):
        """Adds a token that brackets or templates have to do with, and returns where it ends."""
        before, inner = self.text(len(self.tokens) - 1), self.open[-1]
        opened, is_template = None, text == "`"
        if kind == "unclosed":
            kind = "open"
        elif text == "/" and not self.is_value(len(self.tokens) - 1):
            if regex := REGEX.match(self.code, start):
                kind, text = "string", regex[0]
        elif text in (")", "]", "}") and text in [CLOSES[bracket.text] for bracket in self.open]:
            while CLOSES[(closed := self.open.pop()).text] != text:
                pass
            opened, is_template = closed.index, closed.text == "${"
        elif text == ",":
            inner.commas, inner.key = inner.commas + 1, None
        elif inner.is_object and kind in ("name", "string") and before in ("{", ","):
            inner.keys.append(text.strip("\"'"))
        elif inner.is_object and text == ":" and inner.key is None:
            inner.key = before.strip("\"'")
        if is_template:
            rest = TEMPLATE.match(self.code, start + 1)
            kind, text = "string" if rest[1] else "open", text + rest[0]
        if text in ("(", "[", "{") or (is_template and text.endswith("${")):
            is_object = text == "{" and before in BEFORE_OBJECT
            self.open.append(Bracket("${" if is_template else text, len(self.tokens), is_object))
            self.brackets.append(self.open[-1])
        self.tokens.append(Token(kind, text, start, opened))
        end = start + len(text)
        if kind == "open" and end == len(self.code):
            self.within = "string"
        return end

    def text(self, index):
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def word(self):
        """The name that the code ends with, or the empty text."""
        last = len(self.tokens) - 1
        is_name = last >= 0 and self.tokens[last].kind == "name" and self.is_value(last)
        return self.text(last) if is_name and self.code.endswith(self.text(last)) else ""

    def is_value(self, index):
        """Whether an expression may end with this token."""
        token = self.tokens[index] if 0 <= index < len(self.tokens) else Token("", "", 0)
        if token.kind == "name":
            return token.text not in KEYWORDS
        return token.kind in ("string", "number") or token.opened is not None

    def span(self, last):
        """The text of the expression that ends with a token."""
        token = self.tokens[last]
        return self.code[self.tokens[self.first(last)].start : token.start + len(token.text)]

    def closing(self, index):
        """The index of the bracket that closes the one at an index, or of the last token."""
        ends = (i for i, token in enumerate(self.tokens) if token.opened == index)
        return next(ends, len(self.tokens) - 1)

    def first(self, last):
        """The index of the first token of an expression such as `net[0].weight`."""
        while True:
            opened = self.tokens[last].opened
            if opened is not None:
                if self.text(opened) == "{" or not self.is_value(opened - 1):
                    return opened
                last = opened - 1
            elif self.text(last - 1) in (".", "?.") and self.is_value(last - 2):
                last -= 2
            else:
                return last

    def last(self, first):
        """The index of the last token of such an expression."""
        while True:
            if self.text(first + 1) in (".", "?.") and self.is_value(first + 2):
                first += 2
            elif self.text(first + 1) in ("(", "["):
                first = self.closing(first + 1)
            else:
                return first

    def call(self):
        """The innermost open call: its name's last token, its argument, keys of objects in that.

        None where the end of the code belongs to no call, or to statements within one.
        """
        keys = []
        for bracket in reversed(self.open):
            if bracket.is_object:
                keys.insert(0, bracket.key)
            elif bracket.text == "(" and self.is_value(bracket.index - 1):
                return self._named(bracket.index, bracket.commas, keys)
            elif bracket.text not in ("(", "[", "${"):
                break
        return None

    def called(self, last):
        """The call that ends with a token, in the same form."""
        opened = self.tokens[last].opened
        return self._named(opened, 0, []) if opened is not None else None

    def _named(self, opened, commas, keys):
        name = opened - 1
        if not self.is_value(name) or self.text(self.first(name) - 1) == "function":
            return None
        return name, commas, keys
