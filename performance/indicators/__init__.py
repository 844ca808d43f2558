"""The indicators of design 5, one definition each, in its order.

`INDICATORS` is the list; `SERIES` every indicator in every window of its own, which is what a
snapshot holds per court.
"""

from performance.enums import Window
from performance.indicators.core import CORE, COUNTS
from performance.indicators.definition import Indicator, Part, Reason, Rendering, Sorting
from performance.indicators.others import OTHERS
from performance.indicators.windows import Bounds

# closing_rate stands before the core four in design 5; the ranking table groups them itself.
INDICATORS: tuple[Indicator, ...] = (*COUNTS, OTHERS[0], *CORE, *OTHERS[1:])
BY_CODE: dict[str, Indicator] = {each.code: each for each in INDICATORS}
SERIES: tuple[tuple[Indicator, Window], ...] = tuple(
    (indicator, window) for indicator in INDICATORS for window in indicator.windows
)

__all__ = [
    "BY_CODE",
    "INDICATORS",
    "SERIES",
    "Bounds",
    "Indicator",
    "Part",
    "Reason",
    "Rendering",
    "Sorting",
]
