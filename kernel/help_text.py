"""What is known of a name, as Jupyter shows it.

A text is a list of blocks of Markdown: paragraphs, lists of two depths, code between fences, and a
rule between two texts.
"""

import html
import re

RULE = "---"


def describe(entry, options, members):
    """The text about a documented name.

    `options` are those that its last argument may hold; for a class, `members` are what a value of
    it has.
    """
    lines = [describe_argument(argument) for argument in entry["arguments"]]
    lines += ["  " + describe_argument(option) for option in options]
    blocks = [fenced("\n".join(entry["signatures"])), entry["text"], "\n".join(lines)]
    blocks.append(entry["returns"] and f"Returns: {entry['returns']}")
    errors = entry["throws"]
    for member in members:
        name, _, call = member["signatures"][0].partition("(")
        if name == "forward":  # A layer is called like a function.
            blocks.append(f"Called with `({call}`: {member['text']}")
            blocks.append("\n".join(map(describe_argument, member["arguments"])))
            blocks.append(member["returns"] and f"Returns: {member['returns']}")
            errors = [*errors, *member["throws"]]
    fields = [member for member in members if member["kind"] == "property"]
    blocks.append("\n".join(f"- `.{field['signatures'][0]}`: {field['text']}" for field in fields))
    blocks.append("\n".join(f"- {error}" for error in errors))
    twin = f"In Python: `{entry['twin']}`. " if "twin" in entry else ""
    blocks.append(f"{twin}Source: `{entry['file']}`, line {entry['line']}")
    return [block for block in blocks if block]


def describe_argument(argument):
    """A line about an argument or an option."""
    default = f" = {argument['default']}" if "default" in argument else ""
    optional = "?" if argument["optional"] and not default else ""
    text = f": {argument['text']}" if argument["text"] else ""
    return f"- `{argument['name']}{optional}: {argument['type']}{default}`{text}"


def fenced(code):
    return f"```\n{code}\n```"


def to_bundle(blocks):
    """A text by MIME type. As HTML it is narrower than what Jupyter makes of Markdown."""
    page, plain = [], []
    for block in blocks:
        if block == RULE:
            page.append('<hr style="margin: 4px 0">')
            continue
        if block.startswith("```"):
            plain.append(block[4:-4])
            page.append(f'<pre style="margin: 0">{html.escape(plain[-1])}</pre>')
            continue
        plain.append(block.replace("`", ""))
        lines = []
        for line in block.split("\n"):
            depth = 1 if line.startswith("- ") else 2 if line.startswith("  - ") else 0
            text = html.escape(line.strip().removeprefix("- "), quote=False)
            text = re.sub("`(.+?)`", r"<code>\1</code>", text)
            lines.append(f'<div style="padding-left: {depth}em">{text}</div>')
        page.append(f'<div style="margin-top: 4px">{"".join(lines)}</div>')
    return {
        "text/html": f'<div style="line-height: 1.4">{"".join(page)}</div>',
        "text/plain": "\n\n".join(plain),
    }
