"""Users from a table: what each row would do, the job, and its passwords once."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from courts.enums import Role
from courts.models import Post, User
from courts.services import users_import
from enforcement.kernel import clock, files, jobs
from enforcement.kernel.errors import Conflict
from enforcement.kernel.models import AuditEvent, Job, StoredFile
from tests.factories.courts import UserFactory

HEADER = ["用户名", "姓名", "法院代字", "岗位", "部门", "起", "止"]


@pytest.fixture
def web(client, admin):
    client.force_login(admin)
    return client


def table(*rows, header=HEADER):
    text = StringIO()
    csv.writer(text).writerows([header, *rows])
    return SimpleUploadedFile("人员.csv", text.getvalue().encode("utf-8-sig"))


def workbook(*rows):
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("人员")
        for number, row in enumerate([HEADER, *rows]):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("人员.xlsx", target.getvalue())


def upload(web, file):
    return web.post(reverse("courts:user_import"), {"file": file})


def import_all(web, file):
    """Upload, apply, run the job; the job."""
    answer = upload(web, file)
    assert answer.status_code == 302, answer.text
    answer = web.post(answer.url + "apply/")
    job = Job.objects.filter(kind=users_import.KIND).latest("created_at")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.status == "done", job.error
    return job


def counts(job):
    return {step: count for step, count in job.state["counts"].items() if count}


PEOPLE = [
    ["li.xm", "李雪梅", "赣0302", "执行员", "金融法庭", "", ""],
    ["wang.jj", "王建军", "赣0321", "clerk", "", "", ""],
    ["li.xm", "李雪梅", "赣0302", "书记员", "", "", ""],
]


@pytest.mark.parametrize("make", [table, workbook])
def test_import__people_and_posts(web, make):
    job = import_all(web, make(*PEOPLE))

    assert counts(job) == {"create": 2, "add_post": 1}
    user = User.objects.get(username="li.xm")
    assert {post.role for post in user.posts.all()} == {Role.OFFICER, Role.CLERK}
    assert user.must_change_password
    assert AuditEvent.objects.filter(act="USER_CREATED").count() == 2
    assert AuditEvent.objects.filter(act="USERS_UPLOADED").count() == 1


def test_import__again_changes_nothing(web):
    import_all(web, table(*PEOPLE))
    events = AuditEvent.objects.filter(act__startswith="POST_").count()

    job = import_all(web, table(*PEOPLE))

    assert counts(job) == {"unchanged": 3}
    assert User.objects.filter(username__in=["li.xm", "wang.jj"]).count() == 2
    assert AuditEvent.objects.filter(act__startswith="POST_").count() == events
    assert "file" not in job.result


def test_import__preview_writes_nothing(web):
    answer = upload(web, table(*PEOPLE))

    page = web.get(answer.url)

    assert page.text.count("新建账号") >= 2
    assert not User.objects.filter(username="li.xm").exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "李", "赣0302", "执行员", "", "", ""], "用户名"),
        (["a b", "李", "赣0302", "执行员", "", "", ""], "用户名用"),
        (["li.x", "", "赣0302", "执行员", "", "", ""], "姓名"),
        (["li.x", "李", "京01", "执行员", "", "", ""], "不归你管理"),
        (["li.x", "李", "赣0302", "国王", "", "", ""], "不在可填的范围内"),
        (["li.x", "李", "赣0302", "执行员", "", "2026-02-30", ""], "2026-02-30"),
        (["li.x", "李", "赣0302", "执行员", "", "2026-02-01", "2026-01-01"], "止日不能早于起日"),
        (["li.x", "李", "赣0302", "执行员", "", "2020-02-01", "2020-03-01"], "不能早于今天"),
        (["taken", "李", "赣0302", "执行员", "", "", ""], "已有人用"),
        (["own", "别名", "赣0302", "执行员", "", "", ""], "姓名不同"),
    ],
)
def test_import__bad_row_is_left_out_with_its_reason(web, courts, row, words):
    UserFactory(username="taken", name="李")  # nobody of ours
    own = UserFactory(username="own", name="本名")
    Post.objects.create(user=own, court_id="赣0302", role=Role.CLERK, from_on=clock.today())
    good = ["wang.jj", "王建军", "赣0321", "书记员", "", "", ""]

    job = import_all(web, table(row, good))

    assert counts(job) == {"rejected": 1, "create": 1}
    assert job.state["rejected"][0][0] == 2  # the row in the file
    assert words in job.state["rejected"][0][2]
    assert words in web.get(reverse("courts:import_job", args=[job.pk])).text


def test_import__no_post_for_oneself(web, admin):
    job = import_all(web, table([admin.username, admin.name, "赣0302", "执行局局长", "", "", ""]))

    assert counts(job) == {"rejected": 1}
    assert "请另一位管理员办理" in job.state["rejected"][0][2]
    assert admin.posts.count() == 1


def test_import__administrator_and_auditor_in_one_file(web):
    job = import_all(
        web,
        table(
            ["li.xm", "李雪梅", "赣0302", "管理员", "", "", ""],
            ["li.xm", "李雪梅", "赣0302", "审计员", "", "", ""],
        ),
    )

    assert counts(job) == {"create": 1, "rejected": 1}
    assert "三权分立" in job.state["rejected"][0][2]


def test_import__another_end_ends_the_post(web, officer):
    later = clock.today() + timedelta(days=30)

    job = import_all(
        web, table([officer.username, "刘志远", "赣0302", "执行员", "", "", str(later)])
    )

    assert counts(job) == {"end_post": 1}
    assert officer.posts.get().to_on == later


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("人员.csv", b""), "空"),
        (SimpleUploadedFile("人员.docx", b"PK\x03\x04 no workbook"), ""),
        (SimpleUploadedFile("人员.xlsx", b"hello"), "不是电子表格"),
        (SimpleUploadedFile("人员.csv", "姓名,岗位\n李,院长\n".encode()), "缺少必需的列"),
        (SimpleUploadedFile("人员.csv", ",".join(HEADER).encode()), "没有人员"),
    ],
)
def test_import__refused_whole(web, file, words):
    file.seek(0)

    answer = upload(web, file)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Job.objects.exists()


def test_import__too_many_rows(web):
    rows = [[f"u{n}", "某", "赣0302", "执行员", "", "", ""] for n in range(2001)]

    assert "2000" in upload(web, table(*rows)).text


def test_passwords__once_and_only_for_who_imported(web, client, admin, officer):
    job = import_all(web, table(*PEOPLE))
    url = reverse("courts:import_passwords", args=[job.pk])
    assert "下载一次性密码" in web.get(reverse("courts:import_job", args=[job.pk])).text
    stored = StoredFile.objects.get(owner=users_import.PASSWORDS)
    with pytest.raises(Http404):
        files.serve(admin, stored)

    answer = web.post(url)

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    found = {row[0]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert set(found) == {"li.xm", "wang.jj"}
    assert User.objects.get(username="li.xm").check_password(found["li.xm"])
    assert answer["Cache-Control"] == "no-store"
    assert AuditEvent.objects.filter(act="PASSWORDS_FETCHED").count() == 1
    assert web.post(url).status_code == 409
    assert "下载一次性密码" not in web.get(reverse("courts:import_job", args=[job.pk])).text


def test_passwords__nowhere_in_clear(web):
    job = import_all(web, table(*PEOPLE))
    kept = files.disk_path(StoredFile.objects.get(owner=users_import.PASSWORDS)).read_text()
    made = web.post(reverse("courts:import_passwords", args=[job.pk]))
    sheet = openpyxl.load_workbook(BytesIO(made.content)).active
    password = sheet.cell(2, 3).value

    job.refresh_from_db()
    everywhere = f"{kept}{job.state}{job.result}{job.arguments}{list(AuditEvent.objects.values())}"

    assert password
    assert password not in everywhere


def test_import__goes_on_where_a_dead_worker_stopped(web, monkeypatch):
    monkeypatch.setattr(users_import, "BATCH", 1)
    answer = upload(web, table(*PEOPLE))
    web.post(answer.url + "apply/")
    job = Job.objects.get(kind=users_import.KIND)
    real = users_import._do
    calls = []

    def dies_at_the_second(planned, by):
        calls.append(planned)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(planned, by)

    monkeypatch.setattr(users_import, "_do", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(job.pk)
    Job.objects.filter(pk=job.pk).update(status="queued")
    monkeypatch.setattr(users_import, "_do", real)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert counts(job) == {"create": 2, "add_post": 1}
    assert len(users_import._made(job.state)) == 2


def test_import__closed_to_others_and_their_files(web, client, chief, courts):
    answer = upload(web, table(*PEOPLE))
    other = UserFactory(name="贺长根")
    Post.objects.create(user=other, court_id="赣0321", role=Role.ADMIN, from_on=clock.today())

    client.force_login(other)
    assert client.get(answer.url).status_code == 404
    assert client.post(answer.url + "apply/").status_code == 404
    client.force_login(chief)
    assert client.get(reverse("courts:user_import")).status_code == 403
    assert client.get(answer.url).status_code == 403
    assert not Job.objects.exists()


def test_import__what_changed_since_the_preview_is_left_out(web, monkeypatch):
    """A row that the services refuse is rejected by itself."""
    monkeypatch.setattr(
        users_import, "_do", lambda planned, by: (_ for _ in ()).throw(Conflict("刚被占用"))
    )

    job = import_all(web, table(*PEOPLE[:1]))

    assert counts(job) == {"rejected": 1}
    assert job.state["rejected"] == [[2, "li.xm", "刚被占用"]]
    assert not User.objects.filter(username="li.xm").exists()
