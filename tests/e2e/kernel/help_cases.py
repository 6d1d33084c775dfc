"""What Shift+Tab shows and what Tab offers: help_e2e.ts runs these cases.

In the code of a case "|" is the cursor.
"""

import json
import os
import random
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "kernel"))
from help import Help  # noqa: E402

DATA = ROOT / "kernel" / "help.json"
#: At every how many places of the notebooks' cells help is asked for.
STEP = int(os.environ.get("STEP", "25"))


def split(text):
    at = text.index("|")
    return text[:at] + text[at + 1 :], at


def answering(values):
    """Answers as the kernel does that has these values: text for each expression."""
    found = lambda asked: [text for name, text in values.items() if asked.endswith(f"({name})")]
    return lambda asked: (found(asked) or [None])[0]


def inspect(text, before="", **values):
    help = Help(DATA)
    help.learn(before)
    found = help.inspect(*split(text), evaluate=answering(values))
    return found["text/plain"] if found else ""


def complete(text, matches=(), **values):
    code, at = split(text)
    reply = {"status": "ok", "matches": [*matches], "cursor_start": at, "cursor_end": at}
    return Help(DATA).complete(code, at, reply, evaluate=answering(values))["matches"]


class Inspect(unittest.TestCase):
    def test_documented_names(self):
        for text, signature, source in [
            ("torch.nor|mal(0, 1, [2])", "normal(mean: number", "lib/torch/random_tensors.ts"),
            ("d2l.sgd|", "sgd(params: Iterable<", "lib/d2l/sgd.ts"),
            ("new |nn.Linear(2, 1)", "nn: ", ""),
            ("new nn.Linear|(2, 1)", "new Linear(inFeatures: number", "lib/torch/nn/linear.ts"),
            ("w.matmul|(x)", "matmul(other: Tensor)", "lib/torch/ops/matmul.ts"),
            ("new optim.SGD|", "new SGD(params: ", "lib/torch/optim/sgd.ts"),
            ("net.parameters|()", "parameters(): Tensor[]", "lib/torch/nn/module.ts"),
            ("trainer.step|", "step(): void", "lib/torch/optim/optimizer.ts"),
            ("torch.utils.data.DataLoader|", "new DataLoader(", "dataloader.ts"),
        ]:
            shown = inspect(text)
            self.assertTrue(shown.startswith(signature), f"{text}: {shown}")
            self.assertIn(source, shown)

    def test_what_is_shown(self):
        shown = inspect("torch.normal|")
        for part in [
            "- std: number: Its standard deviation.",
            "  - requiresGrad: boolean = false: ",
            "- RangeError: ",
            "In Python: torch.normal.",
        ]:
            self.assertIn(part, shown)
        layer = inspect("nn.Linear|")
        self.assertIn("Called with (input: Tensor): Tensor", layer)
        self.assertIn("- .weight: Tensor: Of shape (outFeatures, inFeatures).", layer)

    def test_html_is_safe(self):
        found = Help(DATA).inspect("d2l.sgd", 7)["text/html"]
        self.assertIn("Iterable&lt;", found)
        self.assertIn("<code>", found)
        value = Help(DATA).inspect("f", 1, evaluate=lambda asked: "Function\n() => a<b>`c`")
        self.assertIn("a&lt;b&gt;", value["text/html"])

    def test_inside_the_parentheses(self):
        for text in [
            "torch.normal(|",
            "torch.normal(0, 1, [|",
            "torch.normal(0, 1, [n, 1], { requiresGrad: |true })",
            "const 偏置 = f(`权重 ${torch.normal(0, | 1)}`)",
            "if (torch.normal(0, |",
            "torch.normal(0, 1, [2])|",
            'torch.normal("a|',
        ]:
            self.assertTrue(inspect(text).startswith("normal("), text)
        self.assertTrue(inspect("torch.noGrad(torch.exp(|").startswith("exp("))
        self.assertTrue(inspect("torch.noGrad(torch.exp(x), |").startswith("noGrad"))

    def test_options(self):
        shown = inspect("new optim.SGD([w], { lr|: 3 })")
        self.assertTrue(shown.startswith("- lr: number = 0.001"), shown)
        self.assertIn("new SGD(", shown)

    def test_nothing_where_nothing_is_known(self):
        for text in ["|", "  |", "// torch.normal|", "/* torch.normal( |", "function torch2(a|"]:
            self.assertEqual(inspect(text), "", text)
        self.assertEqual(inspect("torch.noGrad(() => {\n  const a = 1;|\n});"), "")

    def test_names_from_imports(self):
        for before in [
            'import * as t from "torch"; const n = t.nn',
            "import {normal as t,nn as n} from 'torch'",
            "const { nn: n } = torch",
        ]:
            self.assertIn("new Linear(", inspect(f"{before};\nn.Linear|"), before)
        self.assertIn("new Linear(", inspect("n.Linear|", 'import { nn as n } from "torch"'))
        self.assertIn("normal(", inspect('import { normal as draw } from "torch";\ndraw(|'))
        self.assertIn("new SGD(", inspect("const { SGD } = optim;\nnew SGD(|"))

    def test_names_of_the_readers_own(self):
        shape = inspect("w.shape|", **{"w": "Tensor", "w.shape": "Array of 1"})
        self.assertIn("w.shape: Array of 1\n\nshape: ", shape)
        tensor = "Tensor of shape [2]\ntensor([1., 2.])"
        self.assertEqual(inspect("w|", w=tensor), "w: Tensor of shape [2], tensor([1., 2.])")
        self.assertIn("w: Tensor of shape [2]", inspect("d2l.sgd([w|], 1, 2)", w=tensor))
        self.assertIn("sgd(params", inspect("d2l.sgd([w|], 1, 2)", w=tensor))
        train = "Function\nfunction train(lambd) {\n  return lambd;\n}"
        self.assertIn("return lambd", inspect("await train(|3)", train=train))
        own = inspect("const sgd = 3;\nsgd|", 'import { sgd } from "d2l"', sgd="Number\n3")
        self.assertEqual(own, "sgd: Number, 3")

    def test_methods_of_what_the_value_is(self):
        for text, values in [
            ("const animator = new d2l.Animator({});\nanimator.add|(1, 2)", {}),
            ("animator.add|(1, 2)", {"animator": "Animator"}),
        ]:
            self.assertIn("lib/d2l/animator.ts", inspect(text, **values))
        self.assertIn("lib/torch/ops", inspect("w.grad.add|"))
        self.assertIn("lib/torch/nn/module.ts", inspect("mlp.zeroGrad|", mlp="MLP Module"))
        self.assertEqual(inspect("list.sum|", list="Array"), "")


    def test_without_the_documentation(self):
        help = Help(DATA.with_name("there is none.json"))
        self.assertIsNone(help.inspect("torch.normal(", 13))
        found = help.inspect("w", 1, evaluate=lambda asked: "Number\n3")
        self.assertEqual(found["text/plain"], "w: Number, 3")
        reply = help.complete("w.a", 3, {"matches": ["add", "__proto__"]})
        self.assertEqual(reply["matches"], ["add"])


class Complete(unittest.TestCase):
    def test_options_not_yet_written(self):
        rest = ["momentum", "dampening", "weightDecay", "nesterov"]
        for text, offered in [
            ("new optim.SGD([w], { |", ["lr", *rest]),
            ("new optim.SGD([{ params: w }], { |", ["lr", *rest]),
            ("new optim.SGD([w], { lr: 0.1, |", rest),
            ("new optim.SGD([w], { | lr: 0.1 })", rest),
            ("new optim.SGD([w], { lr: 0.1, mo|", ["momentum"]),
            ("new optim.SGD([w], { l|r: 0.1 }", ["lr"]),
            ("new optim.SGD([{ |", ["params", "lr", *rest]),
            ("torch.normal(0, 1, [2], { |", ["requiresGrad", "generator"]),
            ("torch.arange(3, { |", ["requiresGrad"]),
            ("d2l.figure({ la|", ["layout"]),
            ("const { SGD } = optim;\nnew SGD([w], { 'lr': 1, |", rest),
        ]:
            self.assertEqual(complete(text, ["AbortController", "lr"]), offered, text)

    def test_a_value_is_the_kernels(self):
        self.assertEqual(complete("new optim.SGD([w], { lr: l|", ["lambd", "lr"]), ["lambd", "lr"])
        self.assertEqual(complete("if (x) { l|", ["lambd"]), ["lambd"])
        self.assertEqual(complete("d2l.figure({ layout: { d|", ["data1"]), ["data1"])

    def test_members_of_the_library(self):
        self.assertEqual(complete("torch.norm|"), ["norm", "normal", "normal_"])
        self.assertIn("Linear", complete("nn.|"))
        self.assertEqual(complete("torch.utils.data.|"), ["DataLoader", "TensorDataset"])
        self.assertNotIn("Figure", complete("d2l.|"))

    def test_a_tensors_members(self):
        kernel = "shape storage constructor grad edge add toString __defineGetter__ #grad valueOf"
        for text, values in [
            ("w.|", {"w": "Tensor"}),
            ("const w = torch.ones([2]);\nw.|", {}),
            ("torch.ones([2]).exp().|", {}),
            ("net[0].weight.|", {"net[0].weight": "Tensor"}),
            ("const 权重 = w; w.|", {"w": "Tensor"}),
            ("`权重：${w.|", {"w": "Tensor"}),
        ]:
            offered = complete(text, kernel.split(), **values)
            self.assertEqual(offered[:3], ["shape", "grad", "add"], text)
            self.assertIn("matmul", offered)
            hidden = {*kernel.split()} - {"shape", "grad", "add"}
            self.assertEqual(hidden & {*offered}, set(), text)

    def test_other_values_keep_the_kernels_answer(self):
        kernel = ["length", "at", "constructor", "__proto__", "storage", "Symbol(x)"]
        self.assertEqual(complete("list.|", kernel, list="Array"), ["length", "at", "storage"])
        self.assertEqual(complete("w.sto|", ["storage"], w="Tensor"), [])
        layers = complete("net.|", ["0", "name", "bind", "parameters"], net="Sequential Module")
        self.assertEqual(layers[:2], ["0", "parameters"])

    def test_nothing_in_text(self):
        for text in ["// tor|", '"w.|', "`w.|", "/* \n w.|"]:
            self.assertEqual(complete(text, ["torch"]), [], text)

    def test_what_is_not_ascii(self):
        self.assertEqual(complete("权|", ["AbortController", "权重"]), ["权重"])
        code = "// 🎉 权重\nnew optim.SGD([w], { lr: 1, mom"
        reply = Help(DATA).complete(code, len(code), {"matches": []})
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (len(code) - 3, len(code)))
        types = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([each["text"] for each in types], reply["matches"])


class Everywhere(unittest.TestCase):
    def setUp(self):
        notebooks = [json.loads(path.read_text("utf-8")) for path in ROOT.glob("notebooks/*.ipynb")]
        cells = [cell for notebook in notebooks for cell in notebook["cells"]]
        self.cells = ["".join(each["source"]) for each in cells if each["cell_type"] == "code"]
        self.random = random.Random(11)
        self.help = Help(DATA)

    def evaluate(self, asked):
        return self.random.choice([None, "", "Tensor", "Sequential Module", "Array of 2\n1\n2"])

    def ask(self, code, at):
        found = self.help.inspect(code, at, evaluate=self.evaluate)
        self.assertTrue(found is None or found["text/plain"], (code, at))
        kernel = {"status": "ok", "matches": ["torch", "w", "lr"]}
        reply = self.help.complete(code, at, kernel, evaluate=self.evaluate)
        word = code[reply["cursor_start"] : reply["cursor_end"]]
        self.assertEqual(reply["cursor_end"], at, code)
        self.assertRegex(word, r"^[\w$]*$")
        self.assertTrue(all(match.startswith(word) for match in reply["matches"]), (code, at))

    def test_in_the_notebooks(self):
        self.assertGreater(len(self.cells), 40)
        for number, code in enumerate(self.cells):
            for at in range(number % STEP, len(code) + 1, STEP):
                self.ask(code, at)

    def test_in_code_of_any_kind(self):
        pieces = [*"{}()[]`$'\"/\\.,:;=>|?*#@\n 0a权🎉", "${", "=>", "//", "/*", "*/", "?.", "..."]
        pieces += ["torch.", "new ", "optim.SGD(", "const w = ", "w.", "const { nn } = torch;"]
        for _ in range(1500):
            code = "".join(self.random.choices(pieces, k=self.random.randrange(30)))
            if self.random.random() < 0.5:
                cell = self.random.choice(self.cells)[:500]
                at = self.random.randrange(len(cell) + 1)
                code = cell[:at] + code + cell[at + self.random.randrange(20) :]
            self.ask(code, self.random.randrange(len(code) + 1))


if __name__ == "__main__":
    unittest.main()
