"""The first administrator from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from courts.enums import Permission
from courts.models import User
from enforcement.kernel.models import AuditEvent

GOOD = "an-xin-yuan-2026"


def create(monkeypatch, *, password=GOOD, **options):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    given = {"username": "liu.xinmin", "name": "柳新民", "court": "赣03", **options}
    call_command("create_admin", stdout=out, **given)
    return out.getvalue()


def test_create_admin__password_from_stdin(courts, monkeypatch):
    create(monkeypatch, password_stdin=True)

    user = User.objects.get(username="liu.xinmin")
    assert user.check_password(GOOD)
    assert not user.must_change_password
    assert user.holds(Permission.USER_MANAGE, "赣0302")
    event = AuditEvent.objects.get(act="FIRST_ADMIN_CREATED")
    assert (event.court_code, event.actor_id) == ("赣03", None)


def test_create_admin__made_up_password_is_printed_and_must_be_changed(courts, monkeypatch):
    said = create(monkeypatch)

    user = User.objects.get(username="liu.xinmin")
    assert user.check_password(said.splitlines()[-1].removeprefix("password: "))
    assert user.must_change_password


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ({"court": "赣9999"}, 1, "没有代字为"),
        ({"username": "a b"}, 2, "user name"),
        ({"username": "taken"}, 1, "已有人用"),
        ({"password": "12345", "password_stdin": True}, 1, "密码不合要求"),
        ({"password": "", "password_stdin": True}, 1, "密码不合要求"),
    ],
)
def test_create_admin__refused(courts, monkeypatch, options, status, words):
    User.objects.create_user("taken", "张三")

    with pytest.raises(CommandError, match=words) as refusal:
        create(monkeypatch, **options)

    assert refusal.value.returncode == status
    assert User.objects.count() == 1
    assert not AuditEvent.objects.filter(act="FIRST_ADMIN_CREATED").exists()


def test_create_admin__second_one_of_a_court_needs_force(courts, monkeypatch):
    create(monkeypatch)

    with pytest.raises(CommandError, match="已有管理员"):
        create(monkeypatch, username="second")
    create(monkeypatch, username="second", force=True)
    create(monkeypatch, username="third", court="赣0302")  # another court has none of its own

    assert set(User.objects.values_list("username", flat=True)) == {"liu.xinmin", "second", "third"}


def test_create_admin__a_deactivated_one_does_not_count(courts, monkeypatch):
    create(monkeypatch)
    User.objects.update(is_active=False)

    create(monkeypatch, username="second")

    assert User.objects.filter(username="second").exists()


def test_create_admin__asked_for_at_a_terminal(courts, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    answers = iter([GOOD, GOOD, GOOD, "another-one-2026"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    monkeypatch.setattr("sys.stdin", Terminal())
    given = {"name": "柳新民", "court": "赣03"}

    call_command("create_admin", username="first", stdout=io.StringIO(), **given)
    with pytest.raises(CommandError, match="differ"):
        call_command("create_admin", username="second", stdout=io.StringIO(), **given)

    assert User.objects.get().check_password(GOOD)
