"""Users from a table, made by a job; their one-time passwords go into a file fetched once.

Idempotent by user name: what is there already stays; a further row of a person is a further post.
The passwords stand nowhere in clear: encrypted in the job's state while it runs, then in a file.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from courts import permissions
from courts.enums import Permission
from courts.models import User
from courts.services import posts, users
from courts.services.posts import PostFacts
from courts.services.users_plan import PlannedRow, Step, UserRow, plan_users
from enforcement.kernel import audit, clock, encryption, files, jobs
from enforcement.kernel.audit.record import encode
from enforcement.kernel.enums import FileState
from enforcement.kernel.errors import Conflict, DomainError
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import Job, StoredFile
from enforcement.kernel.sniffing import sniff

KIND = "users_import"
UPLOADS, PASSWORDS = "courts.users_upload", "courts.users_passwords"
UPLOAD_KEPT = timedelta(days=1)
PASSWORDS_KEPT = timedelta(days=1)
LARGEST = 5 * files.MEGABYTE
BATCH = 10  # a hash takes a twentieth of a second on purpose

Made = list[tuple[str, str, str]]  # user name, name, one-time password


def keep_upload(upload: UploadedFile, *, by: User) -> StoredFile:
    """Keep an uploaded table for a day, for its preview."""
    permissions.check_holds(by, Permission.USER_MANAGE)
    files.check_size(upload, LARGEST)
    with transaction.atomic():
        stored = files.store(
            upload.chunks(), name=upload.name or "", mime=sniff(upload), owner=UPLOADS,
            owner_id=str(by.pk), by=by, expires_at=clock.now() + UPLOAD_KEPT,
        )  # fmt: skip
        audit.record("USERS_UPLOADED", stored, by=by, court=_court(by))
    return stored


def may_open_upload(user: User, stored: StoredFile) -> bool:
    """Whoever uploaded a table reads it, nobody else."""
    return stored.owner_id == str(user.pk) and user.holds(Permission.USER_MANAGE)


def may_open_passwords(_user: User, _stored: StoredFile) -> bool:
    """Never through the door of files: `fetch_passwords` hands them out once."""
    return False


def start_import(rows: Sequence[UserRow], *, by: User) -> Job:
    """Queue the making of users; rows that cannot be taken are left out and named in the result."""
    permissions.check_holds(by, Permission.USER_MANAGE)
    arguments = {"rows": [asdict(row) for row in rows]}
    return jobs.start(
        KIND, title=noop("导入人员 %(rows)d 行"), facts={"rows": len(rows)}, lock=f"{KIND}/{by.pk}", by=by,
        arguments=json.loads(encode(arguments)), total=len(rows),
    )  # fmt: skip


def run_import(handle: Handle) -> dict[str, Any]:
    """The job: a few rows a transaction, each row whole or not at all."""
    rows = [_row(facts) for facts in handle.arguments["rows"]]
    done = handle.state.get("next", 0)
    while done < len(rows):
        batch = rows[done : done + BATCH]
        with transaction.atomic():
            state = _take(batch, handle)
            done += len(batch)
            handle.progress(done, len(rows), next=done, **state)
    counts = Counter(handle.state.get("counts", {}))
    result: dict[str, Any] = {step.value: counts[step.value] for step in Step}
    made = _made(handle.state)
    if made:
        result["file"] = str(_store(made, handle).pk)
    return result


def _take(batch: list[UserRow], handle: Handle) -> dict[str, Any]:
    """Do the steps of a batch; the job's state after it."""
    by: User = handle.owner
    counts = Counter(handle.state.get("counts", {}))
    made, rejected = _made(handle.state), list(handle.state.get("rejected", ()))
    for row in batch:
        planned = plan_users([row], by=by)[0]
        try:
            with transaction.atomic():
                made += _do(planned, by)
        except DomainError as refusal:
            planned = PlannedRow(row, Step.REJECTED, str(refusal))
        counts[planned.step.value] += 1
        if planned.step is Step.REJECTED:
            rejected.append([row.row, row.username, planned.error])
    return {
        "counts": dict(counts),
        "made": encryption.encrypt(json.dumps(made)) if made else "",
        "rejected": rejected,
    }


def _do(planned: PlannedRow, by: User) -> Made:
    given = planned.given
    facts = PostFacts(
        given.court_id, given.role, given.from_on or clock.today(), given.to_on, given.team
    )
    if planned.step is Step.CREATE:
        issued = users.create_user(username=given.username, name=given.name, post=facts, by=by)
        return [(given.username, given.name, issued.password)]
    if planned.step is Step.ADD_POST:
        posts.add_post(user_id=User.objects.get(username=given.username).pk, facts=facts, by=by)
    elif planned.step is Step.END_POST and planned.post_id and given.to_on:
        posts.end_post(post_id=planned.post_id, on=given.to_on, reason=_("人员表"), by=by)
    return []


def fetch_passwords(*, job: Job, by: User) -> Made:
    """The one-time passwords of an import, once: the file is gone afterwards."""
    file_id = job.result.get("file")
    with transaction.atomic():
        kept = StoredFile.objects.select_for_update().filter(
            pk=file_id, owner=PASSWORDS, state=FileState.KEPT, expires_at__gt=clock.now()
        )
        stored = kept.first()
        if stored is None or job.owner_id != by.pk:
            raise Conflict(_("一次性密码已经取走或过期。需要时请逐人重置密码。"))
        with files.open_bytes(stored) as content:
            made = json.loads(encryption.decrypt(content.read().decode()))
        kept.update(state=FileState.REMOVED)
        facts = {"people": len(made)}
        audit.record("PASSWORDS_FETCHED", job, by=by, changes=facts, court=_court(by))
        transaction.on_commit(lambda: files.disk_path(stored).unlink(missing_ok=True))
    return [tuple(each) for each in made]


def has_passwords(job: Job) -> bool:
    """Whether the file is still there to be fetched."""
    return StoredFile.objects.filter(
        pk=job.result.get("file"), state=FileState.KEPT, expires_at__gt=clock.now()
    ).exists()


def _store(made: Made, handle: Handle) -> StoredFile:
    content = encryption.encrypt(json.dumps(made)).encode()
    with transaction.atomic():
        return files.store(
            [content], name="passwords.enc", mime="application/octet-stream", owner=PASSWORDS,
            owner_id=str(handle.job_id), by=handle.owner, expires_at=clock.now() + PASSWORDS_KEPT,
        )  # fmt: skip


def _made(state: dict[str, Any]) -> Made:
    text = encryption.decrypt(state.get("made", ""))
    return [tuple(each) for each in json.loads(text)] if text else []


def _row(facts: dict[str, Any]) -> UserRow:
    days = {
        name: date.fromisoformat(facts[name]) if facts[name] else None
        for name in ("from_on", "to_on")
    }
    return UserRow(**{**facts, **days})


def _court(by: User) -> str:
    main = by.access.main
    return main.court_id if main else ""
