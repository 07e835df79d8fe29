"""The style sheet: its weight, and that every pair of its colours can be read."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "static" / "css" / "style.css").read_text()
TOKENS = {name: pair for name, *pair in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
TOKENS["edge"] = re.findall(r"--edge: (#\w{6})", CSS) * 2


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((text, ground, 4.5) for text in ("ink", "mute") for ground in ("paper", "wash", "bar", "tint")),
    *(
        (text, ground, 4.5)
        for text, ground in (("acc", "paper"), ("paper", "acc"), ("paper", "ink"), ("seen", "paper"))
    ),
    *((mark, "paper", 3) for mark in ("edge", "fill")),
]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast(text, ground, least, mode):
    assert contrast(TOKENS[text][mode], TOKENS[ground][mode]) >= least


def test_it_is_light_and_asks_for_nothing():
    assert len(CSS.encode()) < 24_000
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_no_colour_stands_outside_the_tokens():
    rules = CSS[CSS.index("/* Base */") : CSS.index("/* Print")]
    assert re.findall(r"#[0-9a-f]{3,6}\b|rgb|hsl", rules) == []
