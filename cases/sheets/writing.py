"""Writing a planned batch: rows, derived values, audit events, in the caller's transaction."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from cases import signals
from cases.enums import CaseStatus, Source
from cases.models import Case, CaseNode, LimitVersion
from cases.rules.derived import CaseFacts, Derived, LimitRow, derive
from cases.services import derived
from cases.sheets.batch import Batch, Work
from cases.sheets.case import NAMES
from enforcement.kernel import audit, bulk
from enforcement.kernel.workdays import WorkCalendar

FACTS = (*NAMES, "cause_code", "officer_id")
FACT_FIELDS = (*NAMES, "cause_code", "officer")
_facts = itemgetter(*FACTS)
NEW_FIELDS = (
    "id", "number", "number_raw", "court", "year", "type_word", "serial", *FACT_FIELDS, "status",
    "received_total", "limit_end", "limit_running", "limit_provisional", "next_node",
    "next_due_on", "source", "row_hash", "version", "created_at",
)  # fmt: skip


def facts_of(work: Work, limit_rows: list[LimitRow]) -> CaseFacts:
    """The facts that derived values of an accepted case row rest on."""
    values = work.values or {}
    return CaseFacts(
        values["filed_on"],
        values["closed_on"],
        values["given_limit_end"],
        values["cause"],
        values["basis_number"],
        values["officer_name"],
        limit_rows,
        work.done,
        work.parsed.type_word or "",
        is_imported=True,
    )


def write(batch: Batch, below: Sequence[Any], calendar: WorkCalendar) -> None:
    """Write everything that the sheets planned for a batch."""
    fresh = [work for work in batch.works if work.is_new]
    for work, pk in zip(fresh, bulk.allocate_ids(Case, len(fresh)), strict=True):
        work.case_id = pk
    results = [
        (work, derive(facts_of(work, work.limit_rows), batch.run.today, calendar, batch.terms))
        for work in fresh
    ]
    bulk.insert(Case, NEW_FIELDS, [_new_row(batch, work, values) for work, values in results])
    _update_cases(batch)
    for sheet in below:
        sheet.write(batch)
    _insert_derived(results, calendar)
    touched = [work for work in batch.works if work.changes]
    derived.recompute([work.case_id for work in touched if work.stored], today=batch.run.today)
    _record(batch, touched)
    ids = [work.case_id for work in touched]
    if ids:
        signals.cases_imported.send(sender=Case, case_ids=ids)


def _new_row(batch: Batch, work: Work, values: Derived) -> tuple[Any, ...]:
    parsed, row = work.parsed, work.values or {}
    return (
        work.case_id, work.number, row["number_raw"], parsed.court_code, parsed.year,
        parsed.type_word, parsed.serial, *_facts(row), values.status,
        work.received, values.limit_end, values.limit_running, values.limit_provisional,
        values.next_node, values.next_due_on, Source.IMPORT.value,
        work.fingerprint if work.is_clean else None, 1, batch.now,
    )  # fmt: skip


def _update_cases(batch: Batch) -> None:
    """Facts of stored cases that changed; the fingerprint of every stored case of the batch."""
    stored = [work for work in batch.works if work.stored]
    bulk.update(
        Case,
        (*FACT_FIELDS, "status", "version"),
        [_changed_row(work) for work in stored if work.values and _own_changes(work)],
    )
    hashes = [
        (work.case_id, work.fingerprint if work.is_clean and not work.is_live else None)
        for work in stored
    ]
    bulk.update(Case, ("row_hash",), hashes)


def _own_changes(work: Work) -> bool:
    return any(name in work.changes for name in (*NAMES, "officer"))


def _changed_row(work: Work) -> tuple[Any, ...]:
    values, stored = work.values or {}, work.stored
    status = stored.status
    if values["closed_on"]:
        status = CaseStatus.CLOSED.value
    elif status == CaseStatus.CLOSED:
        status = CaseStatus.UNDER_WAY.value
    return (work.case_id, *_facts(values), status, stored.version + 1)


def _insert_derived(results: list[tuple[Work, Derived]], calendar: WorkCalendar) -> None:
    nodes = [
        row
        for work, values in results
        for row in derived.node_rows(work.case_id, values, calendar.is_provisional)
    ]
    versions = [r for work, values in results for r in derived.version_rows(work.case_id, values)]
    bulk.insert(CaseNode, derived.NODE_FIELDS, nodes)
    bulk.insert(LimitVersion, derived.VERSION_FIELDS, versions)


def _record(batch: Batch, works: list[Work]) -> None:
    """One event per case, under the import's own event (ownership.md, Audit)."""
    label = Case._meta.label
    rows = [
        (label, str(work.case_id), work.number, work.parsed.court_code or "", work.changes)
        for work in works
    ]
    if rows:
        parent = batch.run.parent_event()
        audit.record_many("CASE_IMPORTED", rows, by=batch.run.by, parent=parent)
