"""Permissions as data: the matrix, its guard rails, and the document that publishes it."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from courts.enums import Permission, Role
from courts.management.commands import write_permissions_doc
from courts.models import Post, RolePermission, User
from courts.services import roles
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from enforcement.kernel.models import AuditEvent
from tests.factories.courts import UserFactory


@pytest.fixture
def web(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def basic_admin(courts):
    user = UserFactory(name="贺长根")
    Post.objects.create(
        user=user, court=courts["赣0321"], role=Role.ADMIN, from_on=date(2026, 1, 1)
    )
    return user


def change(admin, add=(), drop=(), **given):
    granted = (roles.present_grants() | set(add)) - set(drop)
    facts = {"granted": granted, "reason": "局务会", "by": admin, **given}
    return roles.change_permissions(
        version=given.pop("version", roles.version_of(roles.present_grants())), **facts
    )


def test_change__grant_and_withdraw_with_one_event(admin, petition_desk):
    changed = change(
        admin, add=[("petition_desk", "case_export")], drop=[("finance", "payout_record")]
    )

    assert changed == 2
    assert User.objects.get(pk=petition_desk.pk).holds(Permission.CASE_EXPORT)
    event = AuditEvent.objects.get(act="ROLE_PERMISSIONS_CHANGED")
    assert event.reason == "局务会"
    assert event.changes == {
        "granted": "petition_desk:case_export", "withdrawn": "finance:payout_record",
    }  # fmt: skip


def test_change__nothing_leaves_no_event(admin):
    assert change(admin) == 0
    assert not AuditEvent.objects.filter(act="ROLE_PERMISSIONS_CHANGED").exists()


@pytest.mark.parametrize(
    ("add", "drop", "refusal"),
    [
        ([], [("admin", "user_manage")], TransitionRefused),  # would lock oneself out
        ([], [("admin", "permission_manage")], TransitionRefused),
        ([("admin", "audit_view")], [], TransitionRefused),  # three-role split
        ([("auditor", "user_manage")], [], TransitionRefused),
        ([("king", "case_view")], [], InvalidInput),
        ([("clerk", "everything")], [], InvalidInput),
    ],
)
def test_change__guard_rails(admin, add, drop, refusal):
    before = roles.present_grants()

    with pytest.raises(refusal):
        change(admin, add=add, drop=drop)

    assert roles.present_grants() == before
    assert not AuditEvent.objects.filter(act="ROLE_PERMISSIONS_CHANGED").exists()


def test_change__reason_is_asked_for(admin):
    with pytest.raises(InvalidInput):
        change(admin, add=[("clerk", "case_assign")], reason=" ")


def test_change__refused_when_somebody_was_faster(admin):
    stale = roles.version_of(roles.present_grants())
    change(admin, add=[("clerk", "case_assign")])

    with pytest.raises(Conflict):
        roles.change_permissions(
            granted=roles.shipped_grants(), version=stale, reason="x", by=admin
        )

    assert ("clerk", "case_assign") in roles.present_grants()


def test_change__only_who_manages_every_court_with_people(basic_admin, officer):
    """The table is one for the installation: a basic court's administrator must not change it."""
    with pytest.raises(NotPermitted, match="安源"):
        change(basic_admin, add=[("officer", "case_edit_court")])

    assert ("officer", "case_edit_court") not in roles.present_grants()


def test_matrix__shows_and_marks_what_differs(web, admin):
    change(admin, add=[("clerk", "case_assign")])

    answer = web.get(reverse("courts:permission_matrix"))

    assert answer.text.count('class="is-changed"') == 1
    assert "与出厂不同 1 处" in answer.text


def test_matrix__change_and_reset_through_the_page(web):
    granted = [f"{role}:{permission}" for role, permission in roles.present_grants()]
    data = {
        "grant": [*granted, "clerk:case_assign"], "reason": "试行",
        "version": roles.version_of(roles.present_grants()),
    }  # fmt: skip

    assert web.post(reverse("courts:permission_change"), data).status_code == 302
    assert RolePermission.objects.filter(role="clerk", permission="case_assign").exists()

    assert web.post(reverse("courts:permission_reset"), {"reason": "恢复"}).status_code == 302
    assert roles.present_grants() == roles.shipped_grants()
    assert AuditEvent.objects.filter(act="ROLE_PERMISSIONS_CHANGED").count() == 2


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [({"reason": " "}, 422, "请写明理由"), ({"reason": "试行", "version": "x"}, 409, "别人刚改过")],
)
def test_matrix__a_refused_save_keeps_what_was_ticked(web, sent, status, words):
    present = roles.present_grants()
    data = {
        "grant": [*(f"{role}:{permission}" for role, permission in present), "clerk:case_assign"],
        "version": roles.version_of(present), **sent,
    }  # fmt: skip

    answer = web.post(reverse("courts:permission_change"), data)

    assert answer.status_code == status
    assert words in answer.text
    box = re.search(r'<input[^>]*value="clerk:case_assign"[^>]*>', answer.text)[0]
    assert "checked" in box
    assert f'name="version" value="{data["version"]}"' in answer.text
    assert roles.present_grants() == present


def test_matrix__closed_and_read_only(client, officer, basic_admin):
    client.force_login(officer)
    assert client.get(reverse("courts:permission_matrix")).status_code == 403
    assert client.post(reverse("courts:permission_change"), {}).status_code == 403
    client.force_login(basic_admin)
    page = client.get(reverse("courts:permission_matrix"))
    assert page.status_code == 200
    assert 'formaction="/permissions/reset/"' not in page.text
    assert client.post(reverse("courts:permission_reset"), {"reason": "x"}).status_code == 403


def test_shipped_table__names_only_what_exists():
    assert {role for role, _permission in roles.shipped_grants()} <= set(Role.values)
    assert {permission for _role, permission in roles.shipped_grants()} <= set(Permission.values)


def test_permissions__each_has_chinese_words():
    from django.utils import translation

    with translation.override("zh-hans"):
        bare = [p for p in Permission if p.label.isascii()]
    assert not bare


def test_write_permissions_doc__the_published_table_is_current(settings):
    call_command("write_permissions_doc", check=True, stderr=StringIO())


def test_write_permissions_doc__says_when_it_is_not(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(SystemExit) as end:
        call_command("write_permissions_doc", check=True, stderr=StringIO())
    assert end.value.code == 1

    call_command("write_permissions_doc", stdout=StringIO())
    call_command("write_permissions_doc", check=True)
    assert (tmp_path / write_permissions_doc.PLACE).read_text().count("\n| `") == len(Role) + len(
        Permission
    )
