"""Logging progress: one entry files the act, moves the clock and shows who did what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from cases import permissions, signals
from cases.enums import CaseStatus, Source
from cases.models import Attachment, Case, Progress
from cases.rules.keys import text_digest
from cases.rules.node_table import ASSIGN, CLOSE, NODE_NAMES
from cases.services import cases as case_services
from cases.services import derived
from courts.models import User
from enforcement.kernel import audit, clock, files
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.kernel.sniffing import PHOTOS_AND_SCANS
from enforcement.office import services as office

OWNER = "cases.attachment"
MOST_FILES = 20
ASSIGNED = noop("分案给%s承办。")  # stored in Chinese, whoever's page it was


@dataclass(frozen=True)
class Act:
    """What the form of a progress entry gives. `submission` makes a double click one entry.

    `place`: where it was done, if the person sent it along. `taken`: when each of the files was
    photographed, in their order.
    """

    text: str
    at: datetime | None = None
    node: str = ""
    result: str = ""
    place: str = ""
    submission: UUID | None = None
    files: Sequence[UploadedFile] = ()
    taken: Sequence[datetime] = ()


@transaction.atomic
def log(*, case_id: int, act: Act, by: User) -> Progress:
    """Write an entry; its node is done by it, the case is under way, the draft is gone."""
    case = case_services.locked(case_id)
    permissions.check_can_edit(by, case)
    at = (act.at or clock.now()).replace(microsecond=0)
    act = _checked(case, act, at)
    if (known := _repeated(case, act, by) or _twin(case, act, at, by)) is not None:
        return known
    entry = _write(case, act, at, by)
    _under_way(case, by)
    _tell("PROGRESS_LOGGED", entry, act, by)
    office.discard_draft(form="progress", about=str(case.pk), by=by)
    return entry


@transaction.atomic
def correct(*, entry_id: int, act: Act, by: User) -> Progress:
    """Write a further entry that corrects one; the corrected one stays, struck.

    Without a time it keeps that of the corrected entry, so that a corrected word moves no clock.
    """
    wrong = Progress.objects.get(pk=entry_id)
    case = case_services.locked(wrong.case_id)
    permissions.check_can_correct(by, case, wrong)
    at = (act.at or wrong.at).replace(microsecond=0)
    act = _checked(case, act, at)
    if (known := _repeated(case, act, by)) is not None:
        return known
    if Progress.objects.filter(corrects=wrong).exists():
        raise Conflict(_("这一条已经更正过，请更正最新的一条。"))
    entry = _write(case, act, _free_second(case, act, at), by, corrects=wrong)
    case_services.save_touched(case)
    _tell("PROGRESS_CORRECTED", entry, act, by)
    return entry


def done_by_assignment(cases: Sequence[Case], *, by: User, officer: User) -> None:
    """The act of assigning does node 分案: a first entry for cases that had none."""
    now = clock.now().replace(microsecond=0)
    text = ASSIGNED % officer.name
    Progress.objects.bulk_create(
        [
            Progress(
                case=case, at=now, text=text, node=ASSIGN, by=by, by_name=by.name,
                source=Source.LIVE, recorded_at=clock.now(), text_digest=text_digest(text),
            )
            for case in cases
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )  # fmt: skip
    derived.recompute([case.pk for case in cases])


def _checked(case: Case, act: Act, at: datetime) -> Act:
    """The act with its words trimmed, or the faults of its fields."""
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
        faults["photos"] = _("一条进展最多 %d 个附件。") % MOST_FILES
    if faults:
        raise InvalidInput(_("未保存，请更正标出的各项。"), faults)
    return replace(act, text=act.text.strip())


def _repeated(case: Case, act: Act, by: User) -> Progress | None:
    """The entry that this form made already; refused when it now says something else."""
    if act.submission is None:
        return None
    known = Progress.objects.filter(submission=act.submission, case=case, by=by).first()
    if known is not None and (known.text, known.node) != (act.text, act.node):
        raise Conflict(_("这份表单已记过一条，这次内容不同。请核对后再提交，将另记一条。"))
    return known


def _twin(case: Case, act: Act, at: datetime, by: User) -> Progress | None:
    """The same words at the same second: a second click without a key, or somebody else's entry."""
    same = Progress.objects.filter(case=case, at=at, text_digest=text_digest(act.text))
    known = same.first()
    if known is not None and (known.by_id != by.pk or known.node != act.node):
        raise Conflict(
            _("同一时间、同样内容的进展已由%s记过。请改时间或内容。") % (known.by_name or _("台账"))
        )
    return known


def _free_second(case: Case, act: Act, at: datetime) -> datetime:
    """The time of the entry, or the next free second: time and words are the key of a row."""
    taken = Progress.objects.filter(case=case, text_digest=text_digest(act.text), at__gte=at)
    occupied = set(taken.values_list("at", flat=True))
    while at in occupied:
        at += timedelta(seconds=1)
    return at


def _write(
    case: Case, act: Act, at: datetime, by: User, corrects: Progress | None = None
) -> Progress:
    entry = Progress(
        case=case, at=at, text=act.text, node=act.node, result=act.result,
        place=act.place, by=by, by_name=by.name, corrects=corrects, source=Source.LIVE, recorded_at=clock.now(),
        submission=act.submission, text_digest=text_digest(act.text),
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("这份表单已经用过，请重新打开再记。")) from error
    _attach(entry, act, by)
    return entry


def _attach(entry: Progress, act: Act, by: User) -> None:
    for upload, taken_at in zip_longest(act.files, act.taken[: len(act.files)]):
        try:
            stored = files.store_upload(
                upload, owner=OWNER, owner_id=str(entry.case_id), by=by, limit=files.PHOTO_LIMIT,
                kinds=PHOTOS_AND_SCANS,
            )  # fmt: skip
        except InvalidInput as refusal:
            raise InvalidInput(str(refusal), {"photos": str(refusal)}) from refusal
        Attachment.objects.create(entry=entry, file=stored, taken_at=taken_at)


def _under_way(case: Case, by: User) -> None:
    if case.status == CaseStatus.ASSIGNED:
        case_services.move(case, CaseStatus.UNDER_WAY, by=by)
    case_services.save_touched(case, "status")


def _tell(event: str, entry: Progress, act: Act, by: User) -> None:
    facts = {"entry": entry.pk, "at": entry.at, "node": act.node, "files": len(act.files)}
    audit.record(event, entry.case, by=by, changes=facts)
    derived.recompute([entry.case_id])
    signals.progress_logged.send(sender=Progress, entry=entry, by=by)
