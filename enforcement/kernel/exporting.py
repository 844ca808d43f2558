"""Exports of exactly the rows shown: same filter, same rights. Small ones at once, large ones as jobs.

Every app registers its exporter in AppConfig.ready(): a function of (user, query) that gives the
sheet. The rows are an iterator over a server-side cursor: memory stays flat at any size.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from enforcement.kernel import audit, clock, files, jobs
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import Job
from enforcement.kernel.sniffing import XLSX
from enforcement.kernel.tabular import Kind, SheetOut, write_csv, write_workbook

AT_ONCE = 1_000  # rows; more is a job (design 3)
KEPT = timedelta(days=7)
OWNER = "kernel.export"
CSV = "text/csv; charset=utf-8"
TYPES = {"xlsx": XLSX, "csv": CSV}


@dataclass(frozen=True)
class Export:
    """One sheet: name of the file, head, kinds of the columns, rows, how many there are."""

    name: str
    header: Sequence[str]
    kinds: Sequence[Kind]
    rows: Iterable[Sequence[Any]]
    count: int


exporters: dict[str, Callable[[Any, QueryDict], Export]] = {}


def respond(request: Any, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """Answer an export's address: the file, or for a large one the button that starts its job."""
    form = request.GET.get("format", "xlsx")
    if form not in TYPES:
        raise InvalidInput(_("导出格式是 xlsx 或 csv。"))
    export = exporters[kind](request.user, request.GET)
    if export.count > AT_ONCE:
        context = {"export": export, "kind": kind, "query": request.GET.urlencode(), "form": form}
        return render(request, "desk/export_large.html", context)
    with transaction.atomic():
        _record(kind, export, request.user)
    return _answer(export, form)


def start(*, kind: str, query: str, form: str, by: Any) -> Job:
    """Start the job of a large export. The same one twice at once is refused."""
    if kind not in exporters or form not in TYPES:
        raise InvalidInput(_("导出格式是 xlsx 或 csv。"))
    export = exporters[kind](by, QueryDict(query))
    return jobs.start(
        "export", title=_("导出：%s") % export.name, by=by, total=export.count,
        lock=f"export/{kind}/{by.pk}/{query}"[:200],
        arguments={"kind": kind, "query": query, "format": form},
    )  # fmt: skip


def _record(kind: str, export: Export, user: Any) -> None:
    audit.record("EXPORTED", None, by=user, changes={"list": kind, "rows": export.count})


def _answer(export: Export, form: str) -> StreamingHttpResponse | FileResponse:
    name = f"{export.name}.{form}"
    if form == "csv":
        response = StreamingHttpResponse(write_csv(export.header, export.rows), content_type=CSV)
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{iri_to_uri(name)}"
        return response
    target = tempfile.TemporaryFile()
    write_workbook(target, [_sheet(export)])
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def _sheet(export: Export) -> SheetOut:
    return SheetOut(export.name[:31], export.header, export.rows, export.kinds)


def run(handle: Handle) -> dict[str, Any]:
    """The job of a large export: writes the file, tells how far, leaves it for a week."""
    kind, form = handle.arguments["kind"], handle.arguments["format"]
    export = exporters[kind](handle.owner, QueryDict(handle.arguments["query"]))
    counted = Export(
        export.name, export.header, export.kinds, _counting(export, handle), export.count
    )
    with tempfile.TemporaryFile() as target:
        if form == "csv":
            target.writelines(write_csv(counted.header, counted.rows))
        else:
            write_workbook(target, [_sheet(counted)])
        target.seek(0)
        with transaction.atomic():
            stored = files.store(
                iter(lambda: target.read(1 << 20), b""), name=f"{export.name}.{form}",
                mime=TYPES[form], owner=OWNER, owner_id=str(handle.job_id), by=handle.owner,
                expires_at=clock.now() + KEPT,
            )  # fmt: skip
            _record(kind, export, handle.owner)
    return {"file": str(stored.pk), "rows": export.count}


def _counting(export: Export, handle: Handle) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(export.rows, 1):
        if number % 5_000 == 0:
            handle.progress(number, export.count)
        yield row
