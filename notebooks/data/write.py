"""Writes the two data sets of weight_decay_when.ipynb from scikit-learn's copies.

    python write.py        (needs scikit-learn 1.9; writes diabetes.json and digits.json beside it)

Diabetes: 442 patients, ten measurements and the disease's progression after a year; Efron, Hastie,
Johnstone and Tibshirani, "Least Angle Regression", Annals of Statistics 32 (2004).
Digits: 1,797 handwritten digits of 8 x 8 pixels from 0 to 16, the test part of "Optical Recognition of
Handwritten Digits" by Alpaydin and Kaynak (1998), UCI Machine Learning Repository, CC BY 4.0.
"""

import json
from pathlib import Path
from string import ascii_uppercase

import sklearn
from sklearn.datasets import load_diabetes, load_digits

HERE = Path(__file__).parent
SKLEARN = f"scikit-learn {sklearn.__version__}"


def write(name, head, key, rows):
    """One row a line, so that a reader of the file sees what is in it."""
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    text = json.dumps(head, indent=1)[:-2] + f',\n "{key}": [\n{lines}\n]}}\n'
    (HERE / name).write_text(text)


def number(value):
    return int(value) if value == int(value) else round(float(value), 5)


diabetes = load_diabetes(scaled=False)
write(
    "diabetes.json",
    {
        "source": f"Efron et al., Least Angle Regression (2004), through {SKLEARN}",
        "columns": [*diabetes.feature_names, "progression"],
    },
    "rows",
    [[*map(number, x), number(y)] for x, y in zip(diabetes.data, diabetes.target)],
)

# A digit is its label and 64 pixels, one of 0-9a-g each; a capital letter is a run of zeros: B two, C three ...
PIXELS = "0123456789abcdefg"


def shorten(text):
    for length in range(26, 1, -1):
        text = text.replace("0" * length, ascii_uppercase[length - 1])
    return text


digits = load_digits()
write(
    "digits.json",
    {"source": f"Alpaydin and Kaynak, UCI (1998), CC BY 4.0, through {SKLEARN}"},
    "digits",
    [
        f"{label}{shorten(''.join(PIXELS[int(v)] for v in image))}"
        for image, label in zip(digits.data, digits.target)
    ],
)
