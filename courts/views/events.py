"""操作记录: every act in plain words, and the proof of the chain."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courts import permissions
from courts.enums import Permission
from courts.http import StaffRequest
from courts.listing import events as listing
from courts.services import events
from courts.views.access import form_methods
from enforcement.kernel import exporting


@require_safe
def event_list(request: StaffRequest) -> HttpResponse:
    """Events under the conditions of the query string."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    found = listing.event_list(request.user, request.GET)
    page = found.page()
    context = {
        "found": found,
        "page": page,
        "rows": listing.told_rows(page.rows),
        "chips": found.chips(),
        "query": found.query_string(),
    }
    return render(request, "courts/event_list.html", context)


@require_safe
def event_export(request: StaffRequest) -> HttpResponseBase:
    """The list as .xlsx or .csv."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    return exporting.respond(request, "audit")


@form_methods
def chain_check(request: StaffRequest) -> HttpResponse:
    """校验: the button, and after pressing it whether the chain holds."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    verdict = events.verify_chain(by=request.user) if request.method == "POST" else None
    return render(request, "courts/chain_check.html", {"verdict": verdict})
