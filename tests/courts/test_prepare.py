"""`prepare` brings an empty database to a usable one and then changes nothing."""

from io import StringIO

import pytest
from django.core.management import call_command

from courts.models import CalendarDay, Court, Parameter, RolePermission, User
from courts.parameters import CATALOGUE
from enforcement.kernel.models import AuditEvent


def prepare() -> str:
    out = StringIO()
    call_command("prepare", no_migrate=True, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_prepare__fills_courts_permissions_calendar_and_parameters():
    prepare()

    assert Court.objects.get(pk="赣0302").parent_id == "赣03"
    assert RolePermission.objects.filter(role="chief", permission="case_assign").exists()
    assert CalendarDay.objects.filter(date__year=2004).exists()
    assert CalendarDay.objects.filter(date__year=2026).exists()
    assert set(Parameter.objects.values_list("code", flat=True)) == set(CATALOGUE)
    assert not User.objects.exists()
    assert set(AuditEvent.objects.values_list("act", flat=True)) == {
        "COURTS_LOADED", "ROLE_PERMISSIONS_LOADED", "CALENDAR_CHANGED", "PARAMETERS_LOADED",
    }  # fmt: skip


@pytest.mark.django_db
def test_prepare__second_run_changes_nothing():
    prepare()
    events = AuditEvent.objects.count()

    said = prepare()

    assert AuditEvent.objects.count() == events
    assert {line.split(": ")[1].split()[0] for line in said.splitlines()} == {"0"}


@pytest.mark.django_db
def test_prepare__leaves_alone_what_people_changed():
    prepare()
    Court.objects.filter(pk="赣0302").update(name="安源法院")
    RolePermission.objects.filter(role="chief", permission="case_assign").delete()
    CalendarDay.objects.filter(date="2026-10-08").delete()

    prepare()

    assert Court.objects.get(pk="赣0302").name == "安源法院"
    assert not RolePermission.objects.filter(role="chief", permission="case_assign").exists()
    assert not CalendarDay.objects.filter(date="2026-10-08").exists()
