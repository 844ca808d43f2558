"""Where a case stands in the list of a figure that it was opened from."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from cases.models import Case
from courts.models import User
from enforcement.kernel.paging import Place
from enforcement.kernel.walks import Walked
from performance.enums import Source
from performance.evidence.opening import Tab
from performance.listing.addresses import url_of
from performance.listing.choice import WeekState
from performance.listing.figure import OpenFigure, open_figure
from performance.listing.records import shelf_of


def walk(user: User, given: Mapping[str, Any], case: Case) -> Walked | None:
    """The neighbours, within the rights of who walks; None where the list is closed to them.

    Lists of payments and petitions lead back only: a case may stand in them more than once.
    """
    state = QueryDict(mutable=True)
    state.update(given["state"])
    try:
        figure = open_figure(user, tuple(given["place"]), WeekState.of(state))
    except Http404:
        return None
    if not figure.may_list:
        return None
    tab, reason = Tab(given["tab"]), given["reason"]
    return Walked(
        words=_("指标 %s") % figure.title,
        list_url=url_of(figure, tab=tab.value, reason=reason, **given["page"]),
        place=_place(figure, tab, reason, case),
    )


def _place(figure: OpenFigure, tab: Tab, reason: str, case: Case) -> Place | None:
    if shelf_of(figure.indicator, tab).relation.source is not Source.CASE:
        return None
    found = figure.opened.place_of(tab, reason, case.pk)
    if found is None:
        return None
    before, after, number, total = found
    return Place(before, after, number - 1, total)
