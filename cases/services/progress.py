"""Logging progress: one entry files the act, moves the clock and shows who did what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import permissions, signals
from cases.enums import CaseStatus, Source
from cases.models import Attachment, Case, Progress
from cases.rules.keys import text_digest
from cases.rules.node_table import ASSIGN, CLOSE, NODE_NAMES
from cases.services import cases as case_services
from cases.services import derived
from courts.models import User
from enforcement.kernel import audit, clock, files
from enforcement.kernel.errors import InvalidInput, NotPermitted
from enforcement.kernel.sniffing import PHOTOS_AND_SCANS
from enforcement.office import services as office

OWNER = "cases.attachment"
MOST_FILES = 20


@dataclass(frozen=True)
class Act:
    """What the form of a progress entry gives. `submission` makes a double click one entry."""

    text: str
    at: datetime | None = None
    node: str = ""
    result: str = ""
    submission: UUID | None = None
    files: Sequence[UploadedFile] = ()


@transaction.atomic
def log(*, case_id: int, act: Act, by: User) -> Progress:
    """Write an entry; its node is done by it, the case is under way, the draft is gone."""
    case = case_services.locked(case_id)
    permissions.check_can_edit(by, case)
    if (known := _already(act, case, by)) is not None:
        return known
    entry = _entry(case, act, by)
    _attach(entry, act.files, by)
    _under_way(case, by)
    audit.record("PROGRESS_LOGGED", case, by=by, changes=_facts(entry, act))
    derived.recompute([case.pk])
    office.discard_draft(form="progress", about=str(case.pk), by=by)
    signals.progress_logged.send(sender=Progress, entry=entry, by=by)
    return entry


@transaction.atomic
def correct(*, entry_id: int, act: Act, by: User) -> Progress:
    """Write a further entry that corrects one of one's own; the corrected one stays, struck."""
    wrong = Progress.objects.select_related("case").get(pk=entry_id)
    case = case_services.locked(wrong.case_id)
    permissions.check_can_edit(by, case)
    if wrong.by_id != by.pk and not by.holds("case_edit_court", case.court_id):
        raise NotPermitted(_("只能更正自己记的进展；别人的请其本人或执行局局长更正。"))
    if (known := _already(act, case, by)) is not None:
        return known
    entry = _entry(case, act, by, corrects=wrong)
    _attach(entry, act.files, by)
    case_services.touch(case)
    case.save(update_fields=[*case_services.TOUCHED])
    audit.record("PROGRESS_CORRECTED", case, by=by, changes=_facts(entry, act))
    derived.recompute([case.pk])
    signals.progress_logged.send(sender=Progress, entry=entry, by=by)
    return entry


def done_by_assignment(cases: Sequence[Case], *, by: User, officer: User) -> None:
    """The act of assigning does node 分案: a first entry for cases that had none."""
    now = clock.now().replace(microsecond=0)
    text = _("分案给%s承办。") % officer.name
    Progress.objects.bulk_create(
        [
            Progress(
                case=case, at=now, text=text, node=ASSIGN, by=by, by_name=by.name,
                source=Source.LIVE, recorded_at=clock.now(), text_digest=text_digest(text),
            )
            for case in cases
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    derived.recompute([case.pk for case in cases])


def _already(act: Act, case: Case, by: User) -> Progress | None:
    if act.submission is None:
        return None
    return Progress.objects.filter(submission=act.submission, case=case, by=by).first()


def _entry(case: Case, act: Act, by: User, corrects: Progress | None = None) -> Progress:
    at = (act.at or clock.now()).replace(microsecond=0)
    _check(case, act, at)
    entry = Progress(
        case=case, at=at, text=act.text.strip(), node=act.node, result=act.result, by=by,
        by_name=by.name, corrects=corrects, source=Source.LIVE, recorded_at=clock.now(),
        submission=act.submission, text_digest=text_digest(act.text.strip()),
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        # The same words at the same second: a second click without a submission key.
        return Progress.objects.get(case=case, at=at, text_digest=entry.text_digest)
    return entry


def _check(case: Case, act: Act, at: datetime) -> None:
    faults = {}
    if not act.text.strip():
        faults["text"] = _("请写情况说明。")
    if at > clock.now():
        faults["at"] = _("时间不能晚于现在。")
    elif clock.day_of(at) < case.filed_on:
        faults["at"] = _("时间不能早于立案日期 %s。") % case.filed_on
    if act.node and (act.node not in NODE_NAMES or act.node == CLOSE):
        faults["node"] = _("不能用进展办结节点“%s”。") % act.node
    if len(act.files) > MOST_FILES:
        faults["files"] = _("一条进展最多 %d 个附件。") % MOST_FILES
    if faults:
        raise InvalidInput(_("未保存，请更正标出的各项。"), faults)


def _attach(entry: Progress, uploads: Sequence[UploadedFile], by: User) -> None:
    for upload in uploads:
        stored = files.store_upload(
            upload, owner=OWNER, owner_id=str(entry.case_id), by=by, limit=files.PHOTO_LIMIT,
            kinds=PHOTOS_AND_SCANS,
        )  # fmt: skip
        Attachment.objects.create(entry=entry, file=stored)


def _under_way(case: Case, by: User) -> None:
    if case.status == CaseStatus.ASSIGNED:
        case_services.move(case, CaseStatus.UNDER_WAY, by=by)
    case_services.touch(case)
    case.save(update_fields=["status", *case_services.TOUCHED])


def _facts(entry: Progress, act: Act) -> dict[str, object]:
    return {"entry": entry.pk, "at": entry.at, "node": act.node, "files": len(act.files)}
