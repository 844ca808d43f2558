"""A record for every parameter of every address: what a person of a role might open."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.enums import CaseType, CloseMode
from cases.models import Case, LimitEvent, Party, Progress, Receipt, Seal
from cases.rules.node_table import NODE_CODES
from cases.services import assignment, closing, filing, limits, money, progress, seals
from courts.models import Parameter, Post, Substitution, User, UserSession
from courts.services import calendar_jobs, events, users_import
from courts.services.users_plan import UserRow
from enforcement.desk.demo import roster
from enforcement.desk.ledger import uploads
from enforcement.kernel import clock, files
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.jobs.running import run
from enforcement.kernel.models import Job, StoredFile
from enforcement.office.models import Notice, SavedView
from performance.models import Snapshot
from performance.services import by_job
from tests.browser.ledgers import write_ledger

COURT = "赣0302"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ff"
    "ff3f0005fe02fe0def46b80000000049454e44ae426082"
)
KEY_NODES = "figures.key_nodes"
USERS = f"用户名,姓名,法院代字,岗位\nx.one,X One,{COURT},执行员\nx.two,,{COURT},\n"


def own_records(user: User) -> None:
    """What belongs to one person and to nobody else: jobs, a file, a saved view, notices, a session."""
    now = clock.now()
    Notice.objects.create(to=user, kind="case", text="A notice", url="/cases/", created_at=now)
    SavedView.objects.create(
        owner=user, page="cases:case_list", name="Mine", query="state=all", created_at=now
    )
    UserSession.objects.create(
        user=user, session_key=f"other-{user.pk}", started_at=now, address="127.0.0.1", agent="x"
    )
    for status in JobStatus.values:
        _job(user, status)


def _job(user: User, status: str) -> None:
    now = clock.now()
    job = Job.objects.create(
        kind="export", label="A list", lock=f"{user.pk}/{status}", owner=user, status=status,
        done=40, total=60, created_at=now, started_at=now,
        error="It went wrong" if status == JobStatus.FAILED else "",
    )  # fmt: skip
    if status == JobStatus.DONE:
        file = files.store(
            iter([b"a,b\n"]), name="list.csv", mime="text/csv", owner="kernel.export",
            owner_id=str(job.pk), by=user,
        )  # fmt: skip
        job.result = {"file": str(file.pk), "rows": 60}
        job.save()


def records_of_the_administrator(admin: User) -> None:
    """A table of users and what became of it, a change of the calendar previewed and applied."""
    table = SimpleUploadedFile("users.csv", USERS.encode())
    users_import.keep_upload(table, by=admin)
    rows = [
        UserRow(2, "x.one", "X One", COURT, "officer", "Team", clock.today()),
        UserRow(3, "x.two", "X Two", COURT, "officer", error="A fault"),
    ]
    run(users_import.start_import(rows, by=admin).pk)
    days = {clock.today().replace(month=12, day=31): "holiday"}
    preview = calendar_jobs.start_preview(days, source="A notice", whole_years=False, by=admin)
    run(preview.pk)


def records_of_the_chief(chief: User, folder: Path) -> None:
    """A ledger with faults, uploaded and previewed; a week rechecked; the proof of a long chain."""
    book = write_ledger(folder / "ledger.xlsx", officer="Unknown")
    upload = SimpleUploadedFile(book.name, book.read_bytes())
    run(uploads.store_upload(upload=upload, by=chief).pk)
    week = Snapshot.objects.order_by("-week_ending", "-version")[0]
    run(by_job.start_recheck(snapshot=week, by=chief).pk)
    verdict = {"ok": True, "sealed": 9, "waiting": 0, "first_broken": None}
    Job.objects.create(
        kind=events.KIND, label="Verify", lock="verify", owner=chief, status=JobStatus.DONE,
        created_at=clock.now(), result=verdict,
    )  # fmt: skip


def records_of_a_case(officer: User, chief: User) -> None:
    """What can still be acted on in the officer's oldest open case: time stopped, money on account,
    property sealed, an entry with a photo.
    """
    case = _likeliest(Case.objects.all(), "").pk
    today = clock.today()
    photo = SimpleUploadedFile("photo.png", PICTURE, "image/png")
    progress.log(case_id=case, act=progress.Act(text="Seen on the spot", files=[photo]), by=officer)
    stopped = limits.Deduction(kind="评估", from_on=today, to_on=None, document="No. 1")
    limits.add_deduction(case_id=case, deduction=stopped, by=officer)
    money.record_receipt(case_id=case, arrival=money.Arrival(today, Decimal("10.00")), by=chief)
    seals.add_seal(case_id=case, term=seals.Term("A house", "不动产", today), by=officer)
    _close_another(officer, chief)


def _close_another(officer: User, chief: User) -> None:
    """A case of the officer whose closing might be taken back."""
    asked = filing.Filing(COURT, CaseType.FIRST, clock.today(), Decimal("10.00"))
    case = filing.file_case(filing=asked, by=chief)
    assignment.assign(case_ids=[case.pk], officer_id=officer.pk, by=chief)
    ended = closing.Closing(CloseMode.TERMINATED, clock.today(), chief.pk, "No. 2")
    closing.close_case(case_id=case.pk, closing=ended, by=officer)


def samples(user: User) -> Mapping[str, Mapping[str, Any]]:
    """Values for the addresses as this person would open them: own things, cases of 安源."""
    case = _likeliest(Case.objects.all(), "")
    post = Post.objects.filter(user=user).order_by("pk")[0]
    done = Job.objects.filter(owner=user, status=JobStatus.DONE, kind="export")[0]
    return {
        "cases:pk": {"pk": case.pk},
        "cases:case_reopen": {"pk": _closed_case().pk},
        "cases:about+form": {"form": "progress", "about": case.pk},
        "defaulters:pk": {"pk": case.pk},
        "petitions:pk": {"pk": case.pk},
        "cases_api:pk": {"pk": case.pk},
        **_parts_of_cases(),
        **_figures(),
        "courts:pk": {"pk": _colleague(user).pk},
        "courts:session_end": {"pk": UserSession.objects.filter(user=user)[0].pk},
        "courts:pk+post": {"pk": user.pk, "post": post.pk},
        "courts:pk+substitution": {"pk": user.pk, "substitution": _substitution(post).pk},
        "desk:ledger_job": {"pk": _job_of(uploads.KIND)},
        "desk:ledger_start": {"pk": _job_of(uploads.KIND)},
        "desk:ledger_workbook": {"pk": _job_of(uploads.KIND)},
        "courts:file": {"file": StoredFile.objects.filter(owner=users_import.UPLOADS)[0].pk},
        "courts:import_job": {"pk": _job_of(users_import.KIND)},
        "courts:import_passwords": {"pk": _job_of(users_import.KIND)},
        "courts:chain_job": {"pk": _job_of(events.KIND)},
        "performance:snapshot_job": {"pk": _job_of(by_job.RECHECK)},
        "courts:calendar_job": {"pk": _job_of(calendar_jobs.PREVIEW)},
        "courts:calendar_apply": {"pk": _job_of(calendar_jobs.PREVIEW)},
        "courts:year": {"year": clock.today().year},
        "courts:code": {"code": KEY_NODES},
        "courts:code+pk": {"code": KEY_NODES, "pk": Parameter.objects.get(code=KEY_NODES).pk},
        "cases:view_delete": {"pk": SavedView.objects.filter(owner=user)[0].pk},
        "desk:file": {"pk": done.result["file"]},
        "desk:pk": {"pk": done.pk},
    }


def _job_of(kind: str) -> UUID:
    return Job.objects.filter(kind=kind)[0].pk


def _closed_case() -> Case:
    """A closing that might be taken back, of the demonstration officer."""
    officer = roster.one(COURT, "officer").username
    closed = Case.objects.filter(court_id=COURT, closed_on__isnull=False, officer__username=officer)
    return closed.order_by("pk")[0]


def _parts_of_cases() -> dict[str, dict[str, Any]]:
    models = {"event": LimitEvent, "party": Party, "entry": Progress, "seal": Seal,
              "receipt": Receipt}  # fmt: skip
    found = {}
    for param, model in models.items():
        row = _likeliest(model._default_manager.all(), "case__")  # type: ignore[attr-defined]  # any of them
        found["cases:" + "+".join(sorted(("pk", param)))] = {"pk": row.case_id, param: row.pk}
    case = _likeliest(Case.objects.exclude(next_node=""), "")
    found["cases:code+pk"] = {"pk": case.pk, "code": NODE_CODES[case.next_node]}
    return found


def _likeliest(rows: Any, case: str) -> Any:
    """The record that most people here may work on: of an open case of the demonstration officer."""
    officer = roster.one(COURT, "officer").username
    wanted = {
        f"{case}court_id": COURT,
        f"{case}closed_on": None,
        f"{case}officer__username": officer,
    }
    order = "pk" if rows.model is Case else "-pk"  # of a case the newest, see records_of_a_case
    found = rows.filter(**wanted).order_by(order).first() or rows.order_by(order).first()
    assert found, f"no {rows.model.__name__} in the demonstration"
    return found


def _figures() -> dict[str, dict[str, Any]]:
    week = Snapshot.objects.order_by("-week_ending", "-version")[0]
    figure = {"pk": week.pk, "indicator": "closing_rate", "window": "ytd", "court": COURT}
    return {
        "performance:pk": {"pk": week.pk},
        "performance:court+indicator+pk+window": figure,
        "performance_api:pk": {"pk": week.pk},
        "performance:figure_export": {"?": urlencode({**figure, "snapshot": week.pk})},
    }


def _colleague(user: User) -> User:
    """Whom an administrator may manage: nobody manages the own account."""
    return User.objects.filter(posts__court_id=COURT).exclude(pk=user.pk).order_by("pk")[0]


def _substitution(post: Post) -> Substitution:
    deputy = User.objects.exclude(pk=post.user_id).order_by("pk")[0]
    today = clock.today()
    return Substitution.objects.get_or_create(
        post=post, defaults={"substitute": deputy, "from_on": today, "to_on": today,
                             "reason": "Leave"},
    )[0]  # fmt: skip
