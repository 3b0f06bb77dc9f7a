"""Tiers are told apart by colour, also by readers who do not see all colours."""

import tomllib
from itertools import combinations

import numpy as np
import pytest

from dashboard.charts import silence, theme
from etl.locations import PROJECT

SCALES = {"light": theme.ON_LIGHT, "dark": theme.ON_DARK}
TIERS = list(theme.TIER_LABELS)

# Machado, Oliveira and Fernandes 2009: full deficiency, applied to linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
SRGB_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
WHITE_D65 = np.array([0.95047, 1.0, 1.08883])


def seen(colour: str, vision: str) -> np.ndarray:
    """The colour as L*, a*, b* under one kind of colour vision."""
    encoded = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    xyz = SRGB_TO_XYZ @ np.clip(VISION[vision] @ linear, 0, 1) / WHITE_D65
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def lightness(scale: theme.TierScale, tier: str, vision: str = "full") -> float:
    return seen(scale.colours[tier], vision)[0]


def apart(one: str, other: str, vision: str) -> float:
    """CIE 1976 difference; about 2 is just noticeable side by side."""
    return float(np.linalg.norm(seen(one, vision) - seen(other, vision)))


def luminance(colour: str) -> float:
    encoded = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return float(SRGB_TO_XYZ[1] @ linear)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ground", SCALES)
def test_each_lower_tier_stands_further_from_the_ground(ground, vision):
    further = {"light": -1, "dark": 1}[ground]
    steps = np.diff([lightness(SCALES[ground], tier, vision) for tier in ("1", "2", "2WL", "3")])
    assert min(further * steps) > 7


@pytest.mark.parametrize("ground", SCALES)
def test_tier_3_does_not_recede(ground):
    config = tomllib.loads((PROJECT / "dashboard/.streamlit/config.toml").read_text("utf-8"))
    pair = sorted(
        luminance(colour)
        for colour in (
            config["theme"][ground]["backgroundColor"],
            SCALES[ground].colours["3"],
        )
    )
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 3


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("one", "other"), list(combinations(TIERS, 2)))
@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_any_two_tiers_differ_in_colour(one, other, vision, scale):
    assert apart(scale.colours[one], scale.colours[other], vision) > 15


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_every_tier_has_a_label_of_its_own(scale):
    assert theme.TIER_LABELS.keys() == scale.colours.keys() == scale.text.keys()
    assert len(set(theme.TIER_LABELS.values())) == len(theme.TIER_LABELS)


@pytest.mark.parametrize(("one", "other"), list(combinations(TIERS, 2)))
@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_any_two_tiers_differ_in_greyscale(one, other, scale):
    assert abs(lightness(scale, one) - lightness(scale, other)) > 7


@pytest.mark.parametrize("state", silence.STATES)
def test_the_strip_of_who_reported_does_not_wear_the_colours_of_tiers(state):
    colour = silence.STATES[state][1]
    for scale in SCALES.values():
        assert min(apart(colour, tier, "full") for tier in scale.colours.values()) > 15


STACKED = [("women", "girls", "men", "boys", "unknown"), ("female", "male", "other", "unknown"),
           ("adult", "child", "unknown"), ("sexual_exploitation", "forced_labour", "other")]  # fmt: skip


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("parts", STACKED)
def test_parts_of_one_total_differ_in_colour(parts, vision):
    for one, other in combinations(parts, 2):
        assert apart(theme.PART_COLOURS[one], theme.PART_COLOURS[other], vision) > 15, (one, other)
