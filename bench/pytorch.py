"""The works in PyTorch eager on one thread, asked over a pipe as serve.ts tells.

The d2l helpers stand here as the book has them, so that torch is all it needs.
"""

import json
import os
import sys
import time

import torch
from torch import nn
from torch.utils import data

torch.set_num_threads(1)


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))


def load_array(data_arrays, batch_size, is_train=True):
    dataset = data.TensorDataset(*data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)


def linreg(X, w, b):
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


def evaluate_loss(net, data_iter, loss):
    total, count = 0.0, 0
    for X, y in data_iter:
        l = loss(net(X), y)
        total += float(l.sum())
        count += l.numel()
    return total / count


def l2_penalty(w):
    return torch.sum(w.pow(2)) / 2


class Scratch:
    """The notes' version from scratch."""

    def __init__(self, s):
        self.s = s
        self.w = torch.normal(0, 1, size=(s["features"], 1), requires_grad=True)
        self.b = torch.zeros(1, requires_grad=True)
        self.net, self.loss = lambda X: linreg(X, self.w, self.b), squared_loss

    def epoch(self, train_iter):
        for X, y in train_iter:
            l = self.loss(self.net(X), y) + self.s["decay"] * l2_penalty(self.w)
            l.sum().backward()
            sgd([self.w, self.b], self.s["lr"], self.s["batchSize"])


class Concise:
    """The notes' concise version."""

    def __init__(self, s):
        self.net = nn.Sequential(nn.Linear(s["features"], 1))
        for param in self.net.parameters():
            param.data.normal_()
        self.loss = nn.MSELoss(reduction="none")
        self.w = self.net[0].weight
        self.trainer = torch.optim.SGD(
            [{"params": self.w, "weight_decay": s["decay"]}, {"params": self.net[0].bias}],
            lr=s["lr"],
        )

    def epoch(self, train_iter):
        for X, y in train_iter:
            self.trainer.zero_grad()
            l = self.loss(self.net(X), y)
            l.mean().backward()
            self.trainer.step()


def whole_job(Version):
    s, figures = settings["notes"], {}

    def run():
        torch.manual_seed(settings["dataSeed"])
        true_w, true_b = torch.ones((s["features"], 1)) * 0.01, 0.05
        train_iter = load_array(synthetic_data(true_w, true_b, s["train"]), s["batchSize"])
        test_data = synthetic_data(true_w, true_b, s["test"])
        test_iter = load_array(test_data, s["batchSize"], is_train=False)
        model = Version(s)
        for epoch in range(s["epochs"]):
            model.epoch(train_iter)
            if (epoch + 1) % 5 == 0:
                figures["train"] = evaluate_loss(model.net, train_iter, model.loss)
                figures["test"] = evaluate_loss(model.net, test_iter, model.loss)
        figures["norm"] = torch.norm(model.w).item()

    return run, lambda: figures


def notes_steps(Version):
    s, last = settings["notes"], {}
    torch.manual_seed(settings["dataSeed"])
    X, y = synthetic_data(torch.ones((s["features"], 1)) * 0.01, 0.05, s["train"])
    train_iter = load_array((X, y), s["batchSize"])

    def run():
        torch.manual_seed(settings["trainSeed"])
        last["model"] = model = Version(s)
        for _ in range(s["epochs"]):
            model.epoch(train_iter)

    return run, lambda: figures_of(last["model"].net, last["model"].w, X, y)


def epoch_of(s, weight, make_net):
    last = {}
    torch.manual_seed(settings["dataSeed"])
    X, y = synthetic_data(torch.ones((s["features"], 1)) * weight, 0.05, s["examples"])
    train_iter = load_array((X, y), s["batchSize"])

    def run():
        torch.manual_seed(settings["trainSeed"])
        last["net"] = net = make_net(s)
        loss = nn.MSELoss()
        trainer = torch.optim.SGD(net.parameters(), lr=s["lr"])
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()

    return run, lambda: figures_of(last["net"], last["net"][0].weight, X, y)


def figures_of(net, w, X, y):
    with torch.no_grad():
        return {
            "loss": nn.functional.mse_loss(net(X), y).item(),
            "norm": torch.norm(w).item(),
        }


def linear(s):
    return nn.Sequential(nn.Linear(s["features"], 1))


def network(s):
    return nn.Sequential(
        nn.Linear(s["features"], s["hidden"]), nn.ReLU(), nn.Linear(s["hidden"], 1)
    )


jobs = {
    "scratch": lambda: whole_job(Scratch),
    "concise": lambda: whole_job(Concise),
    "scratch_steps": lambda: notes_steps(Scratch),
    "concise_steps": lambda: notes_steps(Concise),
    "linear": lambda: epoch_of(settings["linear"], 0.01, linear),
    "network": lambda: epoch_of(settings["network"], 0.1, network),
}


def timed(run, at_least):
    runs, start = 0, time.perf_counter()
    while True:
        run()
        runs += 1
        elapsed = (time.perf_counter() - start) * 1000
        if elapsed >= at_least:
            return elapsed / runs


def serve(answers):
    run = figures = None
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            if "prepare" in asked:
                run, figures = jobs[asked["prepare"]]()
                run()
                answer = {"figures": figures()}
            elif "time" in asked:
                answer = {"ms": timed(run, asked["time"])}
            else:
                answer = {}
        except Exception as error:  # the bench says in the row what went wrong
            answer = {"error": str(error)}
        print(json.dumps(answer), file=answers, flush=True)


settings = json.loads(os.environ["D2L_BENCH_SETTINGS"])
answers, sys.stdout = sys.stdout, sys.stderr
serve(answers)
