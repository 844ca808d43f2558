"""Pages of petitions: the list as it came with ledgers; recording is built out later."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from courts.http import StaffRequest
from enforcement.kernel import exporting, paging
from petitions import permissions
from petitions.filters import STATES
from petitions.listing import NEWEST, petition_filter, rows_of
from petitions.models import Petition


@require_safe
def petition_list(request: StaffRequest) -> HttpResponse:
    """Petitions under the conditions of the query string."""
    permissions.check_can_view(request.user)
    found = petition_filter(request.user, request.GET)
    page = paging.paginate(rows_of(found), NEWEST, found.data)
    context = {
        "page": page,
        "filter": found,
        "segments": _segments(found.data),
        "query": request.GET.urlencode(),
        "kept": [("state", found.data["state"])],
    }
    return render(request, "petitions/petition_list.html", context)


def _segments(query: Any) -> list[dict[str, Any]]:
    segments = []
    for state, label in STATES:
        target = query.copy()
        target["state"] = state
        for name in ("after", "before", "first"):
            target.pop(name, None)
        url, current = "?" + target.urlencode(), query["state"] == state
        segments.append({"label": label, "url": url, "count": None, "current": current})
    return segments


@require_safe
def petition_export(request: StaffRequest) -> HttpResponse:
    """The list as .xlsx or .csv."""
    permissions.check_can_view(request.user)
    return exporting.respond(request, "petitions")  # type: ignore[return-value]  # some response


@require_safe
def case_panel(request: StaffRequest, pk: int) -> HttpResponse:
    """Petitions about one case: a panel of its page."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    rows = Petition.objects.visible_to(request.user).filter(case=case).order_by("-received_on")
    context = {"case": case, "rows": rows, "title": _("信访")}
    return render(request, "petitions/case_panel.html", context)
