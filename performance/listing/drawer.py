"""What the drawer of a figure shows: its head, its lists with counts and reasons, addresses."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from courts.enums import Permission
from enforcement.kernel.figures import MINUS, money_text
from performance.enums import Source
from performance.evidence.opening import Count, Tab
from performance.listing.addresses import url_of, walk_token
from performance.listing.asking import Asked, page_of, tabs_of
from performance.listing.figure import OpenFigure
from performance.listing.labels import TAB_LABELS, reason_labels
from performance.listing.records import Column, columns_of, shelf_of
from performance.listing.table import TOTAL, pair_text, value_text


def head_of(opened: OpenFigure) -> dict[str, Any]:
    """Parts, value, rank, distance to the average, trend."""
    indicator, ranked = opened.indicator, opened.figure
    distance = opened.distance
    trend = [None if each is None else each.value for each in opened.trend]
    return {
        "title": opened.title,
        "pair": pair_text(ranked.figure, indicator),
        "value": value_text(ranked.value, indicator),
        "unit": "%" if indicator.is_percent and not indicator.is_count else indicator.unit_name,
        "ranked": ranked,
        "places": opened.places,
        "average": None if opened.average is None else money_text(opened.average),
        "distance": None if distance is None else _signed(money_text(distance)),
        "trend": [None if value is None else float(value) for value in trend],
        "is_whole": indicator.is_count,
        "trend_average": None if opened.average is None else float(opened.average),
        "gaps": sum(value is None for value in trend),
    }


def _signed(text: str) -> str:
    return text if text.startswith(MINUS) or text == "0.00" else f"+{text}"


def lists_of(opened: OpenFigure, query: QueryDict) -> dict[str, Any]:
    """Tabs, reasons and one page of records: two queries."""
    counts = opened.opened.counts()
    asked = Asked.of(query, opened.indicator, counts)
    page = page_of(opened, asked)
    columns = columns_of(opened, asked.tab)
    total = _total(counts, asked.tab, asked.reason)
    walk = walk_token(opened, asked)
    return {
        "tabs": _tabs(opened, counts, asked),
        "reasons": _reasons(opened, counts, asked),
        "columns": columns,
        "rows": [_cells(opened, asked.tab, columns, row, walk) for row in page.rows],
        "page": page,
        "total": total,
        "prev_url": _page_url(opened, asked, page.prev),
        "next_url": _page_url(opened, asked, page.next),
        "export_query": _export_query(opened, asked),
        "may_export": opened.may_export,
        "sorted_by": shelf_of(opened.indicator, asked.tab).sorting.label,
    }


def _total(counts: Iterable[Count], tab: Tab, reason: str = "") -> int:
    return sum(each.records for each in counts if each.tab == tab and reason in ("", each.reason))


def _tabs(opened: OpenFigure, counts: Sequence[Count], asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "label": _tab_label(opened, tab),
            "url": url_of(opened, tab=tab.value),
            "count": _total(counts, tab),
            "current": tab is asked.tab,
        }
        for tab in tabs_of(opened.indicator)
    ]


def _tab_label(opened: OpenFigure, tab: Tab) -> str:
    is_alike = Tab.MISSED in shelf_of(opened.indicator, tab).tabs
    if opened.indicator.denominator is None:
        return _("计入")
    unlike = opened.indicator.numerator.source is not opened.indicator.denominator.source
    if unlike and is_alike and tab is Tab.LEFT_OUT:
        return str(TAB_LABELS[Tab.MISSED])
    return str(TAB_LABELS[tab])


def _reasons(opened: OpenFigure, counts: Sequence[Count], asked: Asked) -> list[dict[str, Any]]:
    """Chips: all, then each reason with its count; they add up."""
    labels = reason_labels(opened.indicator)
    found = [each for each in counts if each.tab == asked.tab and each.reason]
    if not found:
        return []
    chips = [("", _("全部"), _total(counts, asked.tab))]
    chips += [(each.reason, labels.get(each.reason, each.reason), each.records) for each in found]
    return [
        {
            "label": label,
            "count": count,
            "url": url_of(opened, tab=asked.tab.value, reason=code),
            "current": code == asked.reason,
        }
        for code, label, count in sorted(chips, key=lambda chip: (chip[0] != "", -chip[2]))
    ]


def _cells(
    opened: OpenFigure, tab: Tab, columns: Sequence[Column], row: dict[str, Any], walk: str
) -> list[dict[str, Any]]:
    named = opened.worded(row)
    url = _case_url(opened, tab, row, walk)
    linked = "case_number" if "case_number" in row else "number"
    return [
        {
            "text": column.text(named),
            "url": url if column.name == linked else "",
            "is_number": column.is_number,
            "is_handle": column.name == "number",
        }
        for column in columns
    ]


def _case_url(opened: OpenFigure, tab: Tab, row: dict[str, Any], walk: str) -> str:
    """The page of the case, for those who see cases of this court, with the way back."""
    is_case = shelf_of(opened.indicator, tab).relation.source is Source.CASE
    pk = row["record_pk"] if is_case else row.get("case_pk")
    if pk is None or not opened.user.holds(Permission.CASE_VIEW, row["court_code"]):
        return ""
    return reverse("cases:case_detail", args=[pk], query={"walk": walk})


def _page_url(opened: OpenFigure, asked: Asked, edge: dict[str, Any]) -> str:
    if not edge:
        return ""
    return url_of(opened, tab=asked.tab.value, reason=asked.reason, **edge)


def _export_query(opened: OpenFigure, asked: Asked) -> str:
    query = QueryDict(mutable=True)
    query.update(
        {
            "snapshot": str(opened.snapshot.pk),
            "indicator": opened.indicator.code,
            "window": opened.window.value,
            "court": opened.court or TOTAL,
            "tab": asked.tab.value,
            "reason": asked.reason,
        }
    )
    return query.urlencode()
