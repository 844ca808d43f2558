"""Small charts drawn by the server as SVG: no script, no inline style, printable (ui.md section 10)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from enforcement.kernel.figures import rate_text

Point = tuple[float, float]
PAD = 8.0  # nothing that stands above or below the drawing touches its lines


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def meter(done: int, total: int, label: str) -> SafeString:
    """How much of a whole is done, as a bar from zero."""
    return format_html(
        '<svg class="meter" role="img" aria-label="{}"><rect class="meter-track" width="100%" height="8"'
        ' rx="4"/><rect class="meter-fill" width="{}%" height="8" rx="4"/></svg>',
        label,
        min(100.0, _share(done, total)),
    )


def span_bars(bars: Sequence[Mapping[str, Any]], days: int) -> SafeString:
    """Periods drawn to scale under each other, so that an overlap is seen.

    Each bar: `start` (days from the beginning of the scale), `days`, `label`, `tone` (info or wait).
    """
    rows = format_html_join(
        "",
        '<rect class="span-{}" x="{}%" y="{}" width="{}%" height="18" rx="2"/>'
        '<text class="span-text" x="{}%" dx="5" y="{}">{}</text>',
        (
            (b["tone"], at, 21 * n, _share(b["days"], days), at, 21 * n + 14, b["label"])
            for n, b in enumerate(bars)
            for at in (_share(b["start"], days),)
        ),
    )
    height = 21 * len(bars)
    return format_html('<svg class="spans" height="{}" role="presentation">{}</svg>', height, rows)


def _scale(values: Sequence[float | None], average: float | None) -> tuple[float, float]:
    known = [v for v in values if v is not None] + ([average] if average is not None else [])
    low, high = min(known), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Neighbouring points; a week without a value ends a run and leaves a gap in the line."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _beside(y: float) -> float:
    """Base line of the text beside a point, inside the drawing."""
    return max(12.0, min(y + 5, 58.0))


def _path(run: Sequence[Point]) -> str:
    line = " ".join(f"L{x:.1f} {y:.1f}" for x, y in run)
    return "M" + line[1:]


def sparkline(
    values: Sequence[float | None],
    average: float | None = None,
    *,
    bad: bool = False,
    whole: bool = False,
    label: str = "",
) -> SafeString:
    """A trend of at most a screenful of weeks: line, dashed average, last point marked.

    `whole`: counts, written without decimals.
    """
    if not any(v is not None for v in values):
        return SafeString("")
    low, high = _scale(values, average)
    height, step = 56.0, 124.0 / max(1, len(values) - 1)

    def y(value: float) -> float:
        return PAD + (height - 2 * PAD) * (high - value) / (high - low)

    points = [None if v is None else (44 + n * step, y(float(v))) for n, v in enumerate(values)]
    runs = _runs(points)
    return _drawing(
        runs,
        None if average is None else y(average),
        _ends(values, whole),
        f"spark{' spark-bad' if bad else ''}",
        label,
    )


def _ends(values: Sequence[float | None], whole: bool) -> tuple[str, str]:
    """What is written at the first and at the last known point."""
    known = [v for v in values if v is not None]
    first, last = (
        f"{v:,.0f}" if whole else rate_text(str(v)).removesuffix(" %")
        for v in (known[0], known[-1])
    )
    return first, last


def _drawing(
    runs: list[list[Point]],
    average: float | None,
    ends: tuple[str, str],
    css: str,
    label: str,
) -> SafeString:
    (first_x, first_y), (last_x, last_y) = runs[0][0], runs[-1][-1]
    dashed = (
        format_html('<path class="spark-average" d="M44 {0}H168"/>', round(average, 1))
        if average is not None
        else ""
    )
    return format_html(
        '<svg class="{}" width="216" height="60" viewBox="0 0 216 60" role="img" aria-label="{}">{}'
        '<path class="spark-line" d="{}"/><circle class="spark-last" cx="{}" cy="{}" r="2.6"/>'
        '<text class="spark-text" x="{}" y="{}" text-anchor="end">{}</text>'
        '<text class="spark-end" x="{}" y="{}">{}</text></svg>',
        css,
        label,
        dashed,
        " ".join(_path(run) for run in runs),
        round(last_x, 1),
        round(last_y, 1),
        round(first_x - 6, 1),
        round(_beside(first_y), 1),
        ends[0],
        round(last_x + 7, 1),
        round(_beside(last_y), 1),
        ends[1],
    )
