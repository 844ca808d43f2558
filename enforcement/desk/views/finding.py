"""Global search, inbox, stored files."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from courts.http import StaffRequest
from enforcement.kernel import files, registries
from enforcement.kernel.models import Job, StoredFile
from enforcement.office import services as office
from enforcement.office.models import Notice

SHOWN = 100


@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """What the text may mean, in groups; a single hit of a whole number opens at once."""
    text = request.GET.get("q", "").strip()
    groups = []
    if text:
        groups = [
            {"label": provider.label, "hits": list(provider.find(request.user, text))}
            for provider in registries.search.for_user(request.user)
        ]
    hits = [hit for group in groups for hit in group["hits"]]
    if len(hits) == 1 and request.GET.get("stay") != "1":
        return redirect(hits[0]["url"])
    context = {"text": text, "groups": [g for g in groups if g["hits"]], "count": len(hits)}
    return render(request, "desk/search.html", context)


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """待阅: notices and the person's jobs."""
    notices = Notice.objects.filter(to=request.user).order_by("-created_at")[:SHOWN]
    jobs = Job.objects.filter(owner=request.user).order_by("-created_at")[:20]
    return render(request, "desk/inbox.html", {"notices": notices, "jobs": jobs})


@require_POST
def notices_read(request: StaffRequest) -> HttpResponse:
    """The person says 已阅."""
    ids = [int(value) for value in request.POST.getlist("notice") if value.isdigit()]
    office.mark_read(notice_ids=ids, by=request.user)
    return redirect("desk:inbox")


@require_safe
def file(request: StaffRequest, pk: UUID) -> FileResponse:
    """A stored file, after its owner's check."""
    return files.serve(request.user, get_object_or_404(StoredFile, pk=pk))
