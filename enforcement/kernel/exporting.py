"""Exports of exactly the rows shown: same filter, same rights. Small ones at once, large ones as jobs.

Every app registers its exporter in AppConfig.ready(): a function of (user, query) that gives the
sheet. The rows are an iterator over a server-side cursor: memory stays flat at any size.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b
from typing import IO, Any

from django.db import transaction
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import render
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
    """One sheet: name of the file, head, kinds of the columns, rows, how many there are.

    `query`: the conditions as a job may keep them, where what was typed may hold a person's number.
    `notes`: what the rows are about, name and value; in a workbook they fill a second sheet, so
    that the first stays a table. A .csv has room for the table alone.
    """

    name: str
    header: Sequence[str]
    kinds: Sequence[Kind]
    rows: Iterable[Sequence[Any]]
    count: int
    query: str | None = None
    notes: Sequence[tuple[str, object]] = ()


exporters: dict[str, Callable[[Any, QueryDict], Export]] = {}


def respond(request: Any, kind: str) -> HttpResponse | FileResponse:
    """Answer an export's address: the file, or for a large one the question whether to start a job.

    The exporter checks the right to export. A GET changes nothing, so the job begins by `start`.
    """
    form = _format(request.GET.get("format"))
    export = exporters[kind](request.user, request.GET)
    if export.count > AT_ONCE:
        context = {"export": export, "kind": kind, "query": request.GET.urlencode(), "form": form}
        return render(request, "desk/export_large.html", context)
    rows = list(export.rows)  # read before the answer begins: what is recorded is what is sent
    with transaction.atomic():
        audit.record("EXPORTED", None, by=request.user, changes={"list": kind, "rows": len(rows)})
    return _answer(replace(export, rows=rows), form)


def start(*, kind: str, query: str, form: str, by: Any) -> Job:
    """Start the job of a large export; refused while the same one is under way."""
    if kind not in exporters:
        raise InvalidInput(_("没有这种导出。"))
    given = QueryDict(query)
    export = exporters[kind](by, given)
    query = given.urlencode() if export.query is None else export.query
    mark = blake2b(query.encode(), digest_size=8).hexdigest()
    return jobs.start(
        "export", title=_("导出：%s") % export.name, by=by, total=export.count,
        lock=f"export/{kind}/{by.pk}/{mark}",
        arguments={"kind": kind, "query": query, "format": _format(form)},
    )  # fmt: skip


def _format(given: str | None) -> str:
    form = given or "xlsx"
    if form not in TYPES:
        raise InvalidInput(_("导出格式是 xlsx 或 csv。"))
    return form


def _answer(export: Export, form: str) -> FileResponse:
    target = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    _write(target, export, form)
    target.seek(0)
    name = f"{export.name}.{form}"
    return FileResponse(target, as_attachment=True, filename=name, content_type=TYPES[form])


def _write(target: IO[bytes], export: Export, form: str) -> None:
    if form == "csv":
        target.writelines(write_csv(export.header, export.rows))
    else:
        write_workbook(target, _sheets(export))


def _sheets(export: Export) -> Iterator[SheetOut]:
    yield SheetOut(export.name[:31], export.header, export.rows, export.kinds)
    if export.notes:
        kinds = (Kind.TEXT, Kind.TEXT)
        yield SheetOut(_("说明"), (_("项目"), _("内容")), export.notes, kinds)


def run(handle: Handle) -> dict[str, Any]:
    """The job of a large export: writes the file, tells how far, leaves it for a week."""
    kind, form = handle.arguments["kind"], handle.arguments["format"]
    export = exporters[kind](handle.owner, QueryDict(handle.arguments["query"]))
    with tempfile.TemporaryFile() as target:
        _write(target, replace(export, rows=_counting(export, handle)), form)
        target.seek(0)
        with transaction.atomic():
            stored = files.store(
                iter(lambda: target.read(1 << 20), b""), name=f"{export.name}.{form}",
                mime=TYPES[form], owner=OWNER, owner_id=str(handle.job_id), by=handle.owner,
                expires_at=clock.now() + KEPT,
            )  # fmt: skip
            facts = {"list": kind, "rows": export.count}
            audit.record("EXPORTED", None, by=handle.owner, changes=facts)
    return {"file": str(stored.pk), "rows": export.count}


def _counting(export: Export, handle: Handle) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(export.rows, 1):
        if number % 5_000 == 0:
            handle.progress(number, export.count)
        yield row
