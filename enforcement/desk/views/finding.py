"""Global search, inbox, stored files."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import searching
from courts.http import StaffRequest
from enforcement.kernel import files, registries
from enforcement.kernel.http import key_of
from enforcement.kernel.models import Job, StoredFile
from enforcement.office import services as office
from enforcement.office.models import Notice

SHOWN = 100
JOBS = 20
LONGEST = 200  # characters of a search


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """What the text may mean, in groups; a whole case number opens its case at once.

    The box of the top bar sends by POST, so that a person's number never stands in an address; it
    comes back sealed.
    """
    given = request.POST if request.method == "POST" else request.GET
    text = given.get("q", "").replace("\x00", "").strip()[:LONGEST]
    sealed = searching.sealed(text)
    if request.method == "POST" or sealed != text:
        return redirect(f"{reverse('desk:search')}?{urlencode({'q': sealed})}")
    groups = _groups(request, searching.unsealed(text))
    hits = [hit for group in groups for hit in group["hits"]]
    whole = [hit for hit in hits if hit.get("opens")]
    if len(whole) == 1:
        return redirect(whole[0]["url"])
    words = searching.shown(text)
    again = words if words == text else ""  # in the box: never a masked number
    context = {"text": words, "again": again, "groups": groups, "count": len(hits)}
    return render(request, "desk/search.html", context)


def _groups(request: StaffRequest, text: str) -> list[dict[str, Any]]:
    """Hits of every provider that the person may ask; groups without a hit are left out."""
    if not text:
        return []
    groups = (
        {"label": provider.label, "hits": list(provider.find(request.user, text))}
        for provider in registries.search.for_user(request.user)
    )
    return [group for group in groups if group["hits"]]


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """待阅: notices and the person's jobs."""
    notices = Notice.objects.filter(to=request.user).order_by("-created_at", "-pk")[:SHOWN]
    jobs = Job.objects.filter(owner=request.user).order_by("-created_at")[:JOBS]
    context = {
        "notices": notices, "jobs": jobs, "has_unread": any(n.read_at is None for n in notices),
    }  # fmt: skip
    return render(request, "desk/inbox.html", context)


@require_POST
def notices_read(request: StaffRequest) -> HttpResponse:
    """The person says 已阅."""
    ids = [key for value in request.POST.getlist("notice") if (key := key_of(value)) is not None]
    office.mark_read(notice_ids=ids, by=request.user)
    return redirect("desk:inbox")


@require_safe
def file(request: StaffRequest, pk: UUID) -> FileResponse:
    """A stored file, after its owner's check."""
    return files.serve(request.user, get_object_or_404(StoredFile, pk=pk))
