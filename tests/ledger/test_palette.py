"""Tiers are told apart by colour, also by readers who do not see all colours."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.charts import theme

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


@pytest.mark.parametrize("vision", VISION)
def test_a_lower_tier_is_visibly_darker(vision):
    lightness = [seen(theme.TIER_COLOURS[tier], vision)[0] for tier in ("1", "2", "2WL", "3")]
    steps = [higher - lower for higher, lower in zip(lightness, lightness[1:], strict=False)]
    assert min(steps) > 7


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("one", "other"), list(combinations(theme.TIER_COLOURS, 2)))
def test_any_two_tiers_differ_in_colour(one, other, vision):
    # CIE 1976 difference; about 2 is just noticeable side by side.
    apart = seen(theme.TIER_COLOURS[one], vision) - seen(theme.TIER_COLOURS[other], vision)
    assert np.linalg.norm(apart) > 15


def test_every_tier_has_a_label_of_its_own():
    assert theme.TIER_LABELS.keys() == theme.TIER_COLOURS.keys()
    assert len(set(theme.TIER_LABELS.values())) == len(theme.TIER_LABELS)


@pytest.mark.parametrize(("one", "other"), list(combinations(theme.TIER_COLOURS, 2)))
def test_any_two_tiers_differ_in_greyscale(one, other):
    lightness = [seen(theme.TIER_COLOURS[tier], "full")[0] for tier in (one, other)]
    assert abs(lightness[0] - lightness[1]) > 7


STACKED = [("women", "girls", "men", "boys", "unknown"), ("female", "male", "other", "unknown"),
           ("adult", "child", "unknown"), ("sexual_exploitation", "forced_labour", "other")]  # fmt: skip


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("parts", STACKED)
def test_parts_of_one_total_differ_in_colour(parts, vision):
    for one, other in combinations(parts, 2):
        apart = seen(theme.PART_COLOURS[one], vision) - seen(theme.PART_COLOURS[other], vision)
        assert np.linalg.norm(apart) > 15, (one, other)
