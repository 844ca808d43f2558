"""What a recheck found, in words."""

from collections.abc import Iterable
from typing import Any

from performance.enums import Window
from performance.evidence.comparing import Difference
from performance.indicators import BY_CODE


def as_told(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    """Differences with the names of indicator and window."""
    return [_told(each) for each in differences]


def _told(difference: Difference) -> dict[str, Any]:
    indicator, window = BY_CODE.get(difference.indicator), difference.window
    return {
        "difference": difference,
        "indicator": indicator.name if indicator else difference.indicator,
        "window": Window(window).label if window in Window.values else window,
    }
