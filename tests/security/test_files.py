"""Files that stay for a while: whoever lost the right to what is in them opens them no more."""

import os

import pytest

from courts.enums import Role
from enforcement.desk.ledger import export_job
from enforcement.kernel import files, jobs
from enforcement.kernel.sniffing import UNKNOWN
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.parametrize(
    ("reason", "role", "status"),
    [
        ("移送核对", Role.CHIEF, 200),
        ("移送核对", Role.CLERK, 403),  # exports, and sees masks
        ("", Role.CLERK, 200),
        ("", Role.FINANCE, 403),
    ],
)
def test_export__is_opened_with_the_rights_of_today(web, chief, reason, role, status):
    CaseFactory()
    job = export_job.start_export(reason=reason, by=chief)
    jobs.run(job.pk)

    chief.posts.update(role=role)

    assert web(chief).get(f"/ledger/{job.pk}/workbook/").status_code == status


def test_store__is_read_by_nobody_else_on_the_machine(db):
    before = os.umask(0)
    try:
        stored = files.store([b"x"], name="a", mime=UNKNOWN, owner="x", owner_id="1", by=None)
    finally:
        os.umask(before)

    assert files.disk_path(stored).stat().st_mode & 0o777 == 0o600
