"""Pages of petitions: the list as it came with ledgers; recording is built out later."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from courts.http import StaffRequest
from enforcement.kernel import conditions, exporting, paging
from petitions import permissions
from petitions.filters import STATES
from petitions.listing import NEWEST, petition_filter, rows_of
from petitions.models import Petition


@require_safe
def petition_list(request: StaffRequest) -> HttpResponse:
    """Petitions under the conditions of the query string."""
    permissions.check_can_view(request.user)
    found = petition_filter(request.user, request.GET)
    names = list(found.form.fields)
    page = paging.paginate(rows_of(found), NEWEST, found.data)
    context = {
        "page": page,
        "filter": found,
        "segments": conditions.segments(found.data, names, "state", STATES),
        "chips": conditions.chips(found.form, found.data, hidden=("state",)),
        "query": conditions.kept(found.data, names),
        "kept": conditions.given(found.data, names),
    }
    return render(request, "petitions/petition_list.html", context)


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
