"""Drafts of forms about a case: kept while somebody types, given up on request."""

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cases import permissions
from cases.views.access import visible_case
from courts.http import StaffRequest
from enforcement.kernel import clock
from enforcement.kernel.http import key_of
from enforcement.office import services as office

FORMS = frozenset(
    {"progress", "filing", "edit", "party", "deduction", "extension", "seal", "receipt"}
)
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "submission", "version", "photos_times", "next"})


@require_POST
def draft_save(request: StaffRequest, form: str, about: str) -> HttpResponse:
    """Keep what is typed; called by the page 3 seconds after the last key."""
    about = _checked(request, form, about)
    fields = {name: request.POST.get(name, "") for name in request.POST if name not in NOT_KEPT}
    draft = office.save_draft(form=form, about=about, fields=fields, by=request.user)
    return JsonResponse({"saved_at": clock.local(draft.saved_at).strftime("%H:%M")})


@require_POST
def draft_discard(request: StaffRequest, form: str, about: str) -> HttpResponse:
    """Give a draft up, and back to the form."""
    about = _checked(request, form, about)
    office.discard_draft(form=form, about=about, by=request.user)
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(back if is_ours else "/")


def _checked(request: StaffRequest, form: str, about: str) -> str:
    """What the draft is about: a visible case, or one to be filed; others are not known here."""
    if form not in FORMS:
        raise Http404
    if about == "new":
        permissions.check_can_file_somewhere(request.user)
        return about
    key = key_of(about)
    if key is None:
        raise Http404
    return str(visible_case(request, key).pk)
