"""Pages of the register: the list as it came with ledgers; deciding and pushing come later."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from courts.http import StaffRequest
from defaulters import permissions
from defaulters.filters import STATES
from defaulters.listing import NEWEST, entry_filter, rows_of
from defaulters.models import Entry
from enforcement.kernel import clock, conditions, exporting, paging


@require_safe
def entry_list(request: StaffRequest) -> HttpResponse:
    """Entries under the conditions of the query string."""
    permissions.check_can_view(request.user)
    found = entry_filter(request.user, request.GET)
    names = list(found.form.fields)
    page = paging.paginate(rows_of(found), NEWEST, found.data)
    context = {
        "page": page,
        "rows": [_row(entry, clock.today()) for entry in page.rows],
        "filter": found,
        "segments": conditions.segments(found.data, names, "state", STATES),
        "chips": conditions.chips(found.form, found.data, hidden=("state",)),
        "query": conditions.kept(found.data, names),
        "kept": conditions.given(found.data, names),
    }
    return render(request, "defaulters/entry_list.html", context)


def _row(entry: Entry, today: date) -> dict[str, Any]:
    """An entry past its term stays live until it is removed, and is red (ruling 43)."""
    over = entry.removed_on is None and entry.expires_on is not None and entry.expires_on < today
    days = -(today - entry.expires_on).days if over and entry.expires_on else 0
    return {"entry": entry, "over": over, "days": days}


@require_safe
def entry_export(request: StaffRequest) -> HttpResponse:
    """The list as .xlsx or .csv."""
    permissions.check_can_view(request.user)
    return exporting.respond(request, "defaulters")  # type: ignore[return-value]  # some response


@require_safe
def case_panel(request: StaffRequest, pk: int) -> HttpResponse:
    """Entries of one case: a panel of its page."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    entries = Entry.objects.visible_to(request.user).filter(case=case).select_related("debtor")
    rows = [_row(entry, clock.today()) for entry in entries.order_by("-published_on")]
    context = {"case": case, "rows": rows, "title": _("失信名单")}
    return render(request, "defaulters/case_panel.html", context)
