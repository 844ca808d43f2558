"""Pages of the register: the list as it came with ledgers; deciding and pushing come later."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from courts.http import StaffRequest
from defaulters import permissions
from defaulters.filters import STATES
from defaulters.listing import NEWEST, entry_filter
from defaulters.models import Entry
from defaulters.selectors import LINES
from defaulters.views.rows import entry_rows
from enforcement.kernel import conditions, exporting, paging
from enforcement.kernel.http import wants_fragment

MOST_DEBTORS = 500  # of one case


@require_safe
def entry_list(request: StaffRequest) -> HttpResponse:
    """Entries under the conditions of the query string."""
    permissions.check_can_view(request.user)
    found = entry_filter(request.user, request.GET)
    page = paging.paginate(found.rows, NEWEST, found.data, lines=LINES)
    context = {"page": page, "row_html": entry_rows(page.rows), **conditions.bar(found, STATES)}
    if "panel" in request.GET or not found.is_valid():
        context |= conditions.panel(found)
    return render(request, "defaulters/entry_list.html", context)


@require_safe
def entry_conditions(request: StaffRequest) -> HttpResponse:
    """The panel of conditions, read when somebody opens it; without script the page with it."""
    permissions.check_can_view(request.user)
    found = entry_filter(request.user, request.GET)
    page = reverse("defaulters:entry_list")
    if not wants_fragment(request):
        query = conditions.bar(found, STATES)["query"]
        return redirect(f"{page}?{query}&panel=1")
    context = {"clear_url": page, **conditions.panel(found)}
    return render(request, "_components/conditions.html", context)


@require_safe
def entry_export(request: StaffRequest) -> HttpResponse:
    """The list as .xlsx or .csv."""
    permissions.check_can_view(request.user)
    return exporting.respond(request, "defaulters")  # type: ignore[return-value]  # some response


@require_safe
def case_panel(request: StaffRequest, pk: int) -> HttpResponse:
    """Entries of one case: a panel of its page."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    entries = Entry.objects.visible_to(request.user).filter(case=case)
    page = paging.paginate(entries, NEWEST, QueryDict(), MOST_DEBTORS, lines=LINES)
    context = {"case": case, "row_html": entry_rows(page.rows), "title": _("失信名单")}
    return render(request, "defaulters/case_panel.html", context)
