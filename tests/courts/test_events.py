"""操作记录: who reads what, filters, words, export, and the proof of the chain."""

import html
import re

import pytest
from django.db import connection
from django.urls import reverse

from courts.services import events, sessions, users
from courts.services.posts import PostFacts
from enforcement.kernel import audit, clock, jobs
from enforcement.kernel.audit.reading import events_for
from enforcement.kernel.models import AuditEvent, Job
from tests.sealing import seal

LIST = "/audit/"


@pytest.fixture
def web(client, auditor):
    client.force_login(auditor)
    return client


@pytest.fixture
def made(admin):
    """Two people of two courts."""
    return [
        users.create_user(
            username=f"made.{code[-2:]}", name=name, by=admin,
            post=PostFacts(code, "officer", clock.today()),
        ).user
        for name, code in (("欧阳静", "赣0302"), ("贺长根", "赣0321"))
    ]  # fmt: skip


def rows(answer):
    return html.unescape(re.sub(r"<[^>]+>|\s+", " ", answer.text.split("<tbody>")[1]))


def test_list__plain_sentences(web, made):
    page = web.get(LIST)

    assert page.status_code == 200
    assert "建立账号" in page.text
    assert "USER_CREATED" not in rows(page)
    assert "法院：萍乡市安源区人民法院；岗位：执行员" in " ".join(rows(page).split())


def test_list__filters(web, made, admin):
    today = str(clock.today())
    assert "贺长根" not in rows(web.get(LIST, {"court": "赣0302"}))
    assert "欧阳静" not in rows(web.get(LIST, {"q": "贺长"}))
    assert "加岗位" not in rows(web.get(LIST, {"act": "USER_CREATED"}))
    assert "欧阳静" in rows(web.get(LIST, {"person": "柳新民"}))
    assert "这些条件下没有记录" in web.get(LIST, {"person": "柳新"}).text
    assert "欧阳静" in rows(
        web.get(LIST, {"kind": "courts.User", "from_on": today, "to_on": today})
    )
    assert "这些条件下没有记录" in web.get(LIST, {"to_on": "2020-01-01"}).text
    one = web.get(LIST, {"object": f"courts.User:{made[0].pk}"})
    assert "欧阳静" in rows(one)
    assert "贺长根" not in rows(one)


def test_list__wrong_conditions_show_nothing_and_do_not_fail(web, made):
    for query in ({"from_on": "soon"}, {"court": "京"}, {"act": "NO_SUCH"}, {"parent": "x" * 30}):
        assert web.get(LIST, query).status_code == 200


def test_list__a_chief_reads_the_own_court_alone(client, chief, made):
    client.force_login(chief)

    page = rows(client.get(LIST))

    assert "欧阳静" in page
    assert "贺长根" not in page
    foreign = client.get(LIST, {"object": f"courts.User:{made[1].pk}"})
    assert "这些条件下没有记录" in foreign.text


def test_list__own_acts_are_always_one_s_own_to_read(client, chief, outsider):
    sessions.record_sign_in(by=chief)
    sessions.record_sign_in(by=outsider)
    client.force_login(chief)

    assert "段水生" not in client.get(LIST).text


def test_list__closed_to_who_may_not_read_it(client, officer, admin):
    for person in (officer, admin):
        client.force_login(person)
        assert client.get(LIST).status_code == 403
        assert client.get(reverse("courts:event_export")).status_code == 403
        assert client.post(reverse("courts:chain_check")).status_code == 403


def test_list__pages_by_key_in_twelve_queries(web, admin, django_assert_max_num_queries):
    for _number in range(60):
        audit.record("USER_UNLOCKED", admin, by=admin, court="赣03")
    with django_assert_max_num_queries(12):
        first = web.get(LIST)
    more = html.unescape(re.search(r'href="([^"]+)" rel="next"', first.text)[1])
    with django_assert_max_num_queries(12):
        second = web.get(LIST + more)

    assert "第 51 至" in second.text


def test_export__is_itself_an_event(web, made):
    answer = web.get(reverse("courts:event_export"), {"format": "csv", "court": "赣0321"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "贺长根" in text
    assert "欧阳静" not in text
    assert AuditEvent.objects.filter(act="EXPORTED", actor_name="文丽萍").exists()


@pytest.mark.django_db(transaction=True)
def test_chain__holds_and_says_so(client, auditor):
    client.force_login(auditor)
    url = reverse("courts:chain_check")
    assert client.get(url).status_code == 200
    audit.record("USER_UNLOCKED", auditor, by=auditor, court="赣03")

    answer = client.post(url)

    assert "没有被改动" in answer.text
    assert AuditEvent.objects.filter(act="AUDIT_VERIFIED", court_code="赣03").count() == 1


@pytest.mark.django_db(transaction=True)
def test_chain__an_altered_event_is_found(client, auditor):
    client.force_login(auditor)
    url = reverse("courts:chain_check")
    event = audit.record("USER_UNLOCKED", auditor, by=auditor, court="赣03")
    seal()
    assert "没有被改动" in client.post(url).text
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE kernel_auditevent SET reason = 'x' WHERE id = %s", [event])
        cursor.execute("ALTER TABLE kernel_auditevent ENABLE TRIGGER USER")

    answer = client.post(url)

    assert "对不上" in answer.text
    assert AuditEvent.objects.order_by("-pk")[0].changes["broken"] > 0


@pytest.mark.django_db(transaction=True)
def test_chain__a_long_one_is_a_job(client, auditor, monkeypatch):
    monkeypatch.setattr(events, "AT_ONCE", 0)
    client.force_login(auditor)
    audit.record("USER_UNLOCKED", auditor, by=auditor, court="赣03")
    seal()

    answer = client.post(reverse("courts:chain_check"))
    job = Job.objects.get(kind=events.KIND)
    assert "正在进行" in client.get(answer.url).text
    jobs.run(job.pk)

    assert "没有被改动" in client.get(answer.url).text
    assert client.get(answer.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_events_for__newest_first_one_query(made, django_assert_num_queries):
    with django_assert_num_queries(1):
        told = events_for("courts.User", str(made[0].pk))

    assert [event.words for event in told] == ["加岗位", "建立账号"]
    assert told[1].changes_words == "姓名：欧阳静；用户名：made.02"


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        ("courts.User", {"is_active": [True, False]}, "在用：是 → 否"),
        ("courts.User", {"to_on": [None, "2026-01-01"]}, "止：— → 2026-01-01"),
        ("courts.User", {"role": "chief", "team": ""}, "岗位：执行局局长"),
        ("", {"granted": "clerk:case_view x:y"}, "给予：书记员 查看案件、x:y"),
        ("courts.User", {"density": ["standard", "compact"]}, "行高：标准 → 紧凑"),
        ("no.such", {"unknown": "x" * 200}, "unknown：" + "x" * 120 + "…"),
        ("", {"things": ["a", "b", "c"]}, "things：a、b、c"),
        ("", {"map": {"a": 1}}, "map：a 1"),
    ],
)
def test_changes_in_words(kind, changes, words):
    from enforcement.kernel.audit.reading import changes_in_words

    assert changes_in_words(kind, changes) == words
