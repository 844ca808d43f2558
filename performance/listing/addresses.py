"""Addresses of a figure: itself with its list, the weekly page it was opened from, the walk."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from enforcement.kernel.walks import token_of
from performance.enums import Window
from performance.listing.asking import Asked
from performance.listing.choice import WeekState
from performance.listing.figure import OpenFigure
from performance.listing.table import TOTAL
from performance.models import Snapshot

WALK = "figure"  # name of these walks among those of the case page


def place_of(opened: OpenFigure) -> list[Any]:
    """What the path of its address is made of."""
    return [opened.snapshot.pk, opened.indicator.code, opened.window.value, opened.court or TOTAL]


def url_of(opened: OpenFigure, **query: Any) -> str:
    """The figure, on a list of its, and with the state of the weekly page."""
    kept = QueryDict(mutable=True)
    given = {name: str(value) for name, value in query.items() if value}
    kept.update(given | opened.state.parts)
    address = reverse("performance:figure", args=place_of(opened))
    return f"{address}?{kept.urlencode()}" if kept else address


def current_url(opened: OpenFigure) -> str:
    """The same figure of the version that replaced this one; "" for the last version."""
    last = opened.replaced_by
    if last is None:
        return ""
    state = WeekState(opened.state.window, opened.state.only_behind)
    place = [last.snapshot, *place_of(opened)[1:]]
    return reverse("performance:figure", args=place) + state.query


def week_url_of(opened: OpenFigure) -> str:
    """The weekly page that the figure was opened from: week, window and filter.

    The version stands in it where it did, and where the figure is of an older one.
    """
    window = opened.state.window
    if window is Window.YTD and opened.window is Window.WEEK:  # from elsewhere than that page
        window = Window.WEEK
    query = WeekState(window, opened.state.only_behind).query.replace("?", "&")
    is_pinned = opened.state.pinned or opened.replaced_by is not None
    week = opened.snapshot.get_absolute_url() if is_pinned else opened.snapshot.week_url
    return week + query


def week_of(snapshot: Snapshot) -> str:
    """The weekly page of a frozen week; the version stands in it where a later one follows."""
    later = Snapshot.objects.of_district(snapshot.district_id).filter(
        week_ending=snapshot.week_ending, version__gt=snapshot.version
    )
    return snapshot.get_absolute_url() if later.exists() else snapshot.week_url


def walk_token(opened: OpenFigure, asked: Asked) -> str:
    """The list on show, signed, to walk from case to case (ui.md section 7)."""
    return token_of(
        {
            "place": place_of(opened),
            "tab": asked.tab.value,
            "reason": asked.reason,
            "page": asked.page,
            "state": opened.state.parts,
        },
        WALK,
    )
