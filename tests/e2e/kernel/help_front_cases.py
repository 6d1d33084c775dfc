"""Help as a client gets it from a running kernel: help_e2e.ts runs these cases."""

import unittest

from client import Kernel

CELLS = """import * as torch from "torch";
import { nn, optim } from "torch";
const w = torch.ones([2], { requiresGrad: true });
const net = new nn.Sequential(new nn.Linear(2, 1));
const 权重 = [w];
function train(lambd) {
  return lambd;
}"""


class Front(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().__enter__()
        cls.addClassCleanup(cls.kernel.__exit__)
        cls.kernel.run(CELLS)

    def inspect(self, text):
        at = text.index("|")
        asked = self.kernel.client.inspect(text.replace("|", ""), at)
        return self.kernel.reply(asked)["data"].get("text/plain", "")

    def complete(self, text):
        asked = self.kernel.client.complete(text, len(text))
        return self.kernel.reply(asked)["matches"]

    def test_inspect(self):
        for text, shown in [
            ("// 权重\ntorch.normal|", "normal(mean: number"),
            ("w|", "w: Tensor of shape [2], tensor([1., 1.], requiresGrad=true)"),
            ("d2l.sgd(权重|, 0.1, 1)", "权重: Array of 1\n\nsgd("),
            ("train(|", "train: Function\n\nfunction train(lambd) {\n  return lambd;\n}"),
            ("net[0].weight|", "net[0].weight: Tensor of shape [1, 2]"),
            ("nobody|", ""),
        ]:
            self.assertTrue(self.inspect(text).startswith(shown), (text, self.inspect(text)))
        self.assertEqual(self.inspect("nobody|"), "")

    def test_complete(self):
        self.assertEqual(self.complete("new optim.SGD([w], { 'lr': 1, mo"), ["momentum"])
        self.assertEqual(self.complete("权"), ["权重"])
        tensor = self.complete("const 数 = w.")
        self.assertIn("matmul", tensor)
        self.assertEqual({"storage", "edge", "constructor", "__proto__"} & {*tensor}, set())
        self.assertIn("weight", self.complete("net[0]."))

    def test_while_a_cell_runs(self):
        asked = self.kernel.send("await new Promise((resolve) => setTimeout(resolve, 1000))")
        self.assertTrue(self.inspect("torch.normal|").startswith("normal("))
        self.assertIn("normal", self.complete("torch."))
        self.assertEqual(self.inspect("w|"), "")
        self.kernel.collect([asked])
        self.assertEqual(self.kernel.reply(asked)["status"], "ok")


if __name__ == "__main__":
    unittest.main()
