"""Pages of petitions: the list as it came with ledgers; recording is built out later."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from courts.http import StaffRequest
from enforcement.kernel import conditions, exporting, paging
from enforcement.kernel.http import wants_fragment
from petitions import permissions
from petitions.filters import STATES
from petitions.listing import NEWEST, petition_filter
from petitions.models import Petition
from petitions.selectors import LINES
from petitions.views.rows import petition_rows


@require_safe
def petition_list(request: StaffRequest) -> HttpResponse:
    """Petitions under the conditions of the query string."""
    permissions.check_can_view(request.user)
    found = petition_filter(request.user, request.GET)
    page = paging.paginate(found.rows, NEWEST, found.data, lines=LINES)
    context = {"page": page, "row_html": petition_rows(page.rows), **conditions.bar(found, STATES)}
    if "panel" in request.GET or not found.is_valid():
        context |= conditions.panel(found)
    return render(request, "petitions/petition_list.html", context)


@require_safe
def petition_conditions(request: StaffRequest) -> HttpResponse:
    """The panel of conditions, read when somebody opens it; without script the page with it."""
    permissions.check_can_view(request.user)
    found = petition_filter(request.user, request.GET)
    page = reverse("petitions:petition_list")
    if not wants_fragment(request):
        query = conditions.bar(found, STATES)["query"]
        return redirect(f"{page}?{query}&panel=1")
    context = {"clear_url": page, **conditions.panel(found)}
    return render(request, "_components/conditions.html", context)


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
