"""The weekly page: ranks, windows, weeks, versions, rights, freezing, averages, exports."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courts.enums import Role
from courts.models import Court, Parameter, Post, User
from courts.selectors import parameters
from enforcement.kernel import clock
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.tabular import open_tables
from performance import services
from performance.models import Benchmark, Snapshot
from tests.chinese import chinese_in
from tests.factories.courts import UserFactory
from tests.performance.records import SUNDAY, change, make_case

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
URL = "/weekly/"


@pytest.fixture
def ledger(courts):
    """Six cases at 安源, four closed in time; six at 莲花, one; all others expired on 19 July."""
    for court, done in (("赣0302", 4), ("赣0321", 1)):
        for number in range(6):
            closed = date(2018, 7, 18) if number < done else None
            make_case(court, filed_on=date(2018, 1, 19), closed_on=closed, has_property=True)


@pytest.fixture
def web(client, supervisor):
    """The browser of 综合科 of 萍乡中院."""
    client.force_login(supervisor)
    return client


def cell(page, indicator, place=0):
    """The cell of a court in an indicator's row, as text."""
    row = re.search(rf"<th scope=\"row\"[^>]*>{indicator}.*?</tr>", page, re.DOTALL)
    cells = re.findall(r"<td class=\"(?:rank|num plain)[^\"]*\".*?</td>", row[0], re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", cells[place]).split())


def test_ranks_values_and_who_is_behind(web, ledger, freeze):
    freeze()

    page = web.get(URL).content.decode()

    assert cell(page, "结案率") == "名次 1 66.67"
    assert cell(page, "结案率", 2) == "名次 2 16.67"
    assert cell(page, "有财产期限内执结率", 2) == "落后，名次 2 16.67"
    assert cell(page, "终本合格率") == "– 0/0"
    assert cell(page, "受理") == "6"
    assert ">12</a>" in page  # the joint total


def test_changes_are_against_the_week_before(web, ledger, freeze):
    """莲花 was first with one of six while nothing at 安源 was closed."""
    make_case("赣0321", filed_on=date(2018, 1, 5), closed_on=date(2018, 7, 11))
    freeze(SUNDAY - WEEK)
    freeze()

    page = web.get(URL).content.decode()

    assert cell(page, "结案率") == "名次 1 66.67 上升 1"
    assert cell(page, "结案率", 2).endswith("下降 1")


def test_windows_are_in_the_address(web, ledger, freeze):
    freeze()

    week = web.get(URL, {"window": "week"}).content.decode()
    long = web.get(URL, {"window": "m36"}).content.decode()

    assert "/received/week/" in week
    assert "/overall_rate_36m/m36/" in week  # it has no other window
    assert "结案率" not in re.sub(r"(整体|内)(执|)结(案|)率", "", long)
    assert "/overall_rate_36m/m36/" in long


def test_only_behind(web, ledger, freeze):
    freeze()

    page = web.get(URL, {"behind": "1"}).content.decode()

    assert "有财产期限内执结率" in page
    assert "执行完毕率" not in page
    assert "受理" not in re.findall(r"<tbody>.*</tbody>", page, re.DOTALL)[0].replace("受理（", "")


def test_only_behind__nobody(web, courts, freeze):
    freeze()

    assert "这些条件下没有指标" in web.get(URL, {"behind": "1"}).content.decode()


def test_the_average_stands_beside_and_decides(web, ledger, freeze):
    freeze()
    Benchmark.objects.create(
        indicator="intime_real_rate", week_ending=SUNDAY, value=Decimal(90), source="x",
        recorded_at=clock.now(),
    )  # fmt: skip

    page = web.get(URL).content.decode()

    assert '<td class="num">90.00</td>' in page
    assert re.search(r"省均 \d+月\d+日 \d\d:\d\d 导入，落后从那时起按它计", page)
    assert cell(page, "有财产期限内执结率") == "落后，名次 1 66.67"


def test_an_older_week_and_an_older_version(web, ledger, freeze):
    first = freeze(SUNDAY - WEEK)
    freeze()
    case = make_case("赣0302", filed_on=date(2018, 7, 10))
    second = freeze(SUNDAY - WEEK)

    old = web.get(URL, {"week": str(first.week_ending), "version": "1"}).content.decode()
    new = web.get(URL, {"week": str(first.week_ending)}).content.decode()

    assert f"/weekly/{first.pk}/" in old
    assert f"/weekly/{second.pk}/" in new
    assert case.number in new  # 综合科 sees the reason
    assert (cell(old, "受理"), cell(new, "受理")) == ("6", "7")


@pytest.mark.parametrize(
    "query", [{"week": "2018-07-01"}, {"week": "x"}, {"court": "赣01"}, {"version": "9"}]
)
def test_what_was_not_frozen_is_not_there(web, ledger, freeze, query):
    freeze()

    assert web.get(URL, query).status_code == 404


def test_nothing_frozen_yet__the_first_act_is_offered(web, courts):
    page = web.get(URL).content.decode()

    assert "还没有冻结的周报" in page
    assert reverse("performance:snapshot_take") in page


def test_the_bulletin_goes_to_every_court_of_the_district(
    client, officer, outsider, ledger, freeze
):
    freeze()
    for person in (officer, outsider):
        client.force_login(person)
        page = client.get(URL).content.decode()
        assert cell(page, "结案率") == "名次 1 66.67"
        assert "冻结" not in re.sub(r"\d+ 冻结", "", page).replace("自动冻结", "")


def test_another_district_does_not_exist(client, ledger, freeze):
    freeze()
    stranger = UserFactory()
    Post.objects.create(user=stranger, court_id="赣0102", role=Role.CHIEF, from_on=date(2018, 1, 1))
    client.force_login(stranger)

    assert "还没有冻结的周报" in client.get(URL).content.decode()
    assert client.get(URL, {"court": "赣03"}).status_code == 404


def test_those_without_the_permission_are_refused(client, finance, ledger, freeze):
    freeze()
    client.force_login(finance)

    for url in (URL, reverse("performance:weekly_export")):
        assert client.get(url).status_code == 403


def test_a_reason_names_cases_only_to_those_who_see_the_district(client, officer, ledger, freeze):
    freeze()
    other = make_case("赣0321")
    freeze()
    client.force_login(officer)

    page = client.get(URL).content.decode()

    assert other.number not in page
    assert "有变化" in page


def test_the_2024_profile_hides_ranks(web, ledger, freeze):
    freeze()
    Parameter.objects.create(
        code="bulletin_profile",
        value="ranges",
        from_on=date(2018, 1, 1),
        basis="",
        set_at=clock.now(),
    )
    parameters.forget()

    page = web.get(URL, {"behind": "1"}).content.decode()
    drawer = web.get(_figure_url()).content.decode()

    assert "66.67" in page
    for words in ("名次", "落后", "badge"):
        assert words not in page
    assert "16.67" in drawer
    assert not any(words in drawer for words in ("名次", "t-bad", "spark-bad"))


def _figure_url():
    pk = Snapshot.objects.get().pk
    return reverse("performance:figure", args=[pk, "intime_real_rate", "ytd", "赣0321"])


@pytest.mark.parametrize("courts_with_cases", [1, 5])
def test_query_budget(web, courts, freeze, django_assert_max_num_queries, courts_with_cases):
    for court in list(courts)[1 : 1 + courts_with_cases]:
        for _number in range(courts_with_cases * 3):
            make_case(court)
    freeze(SUNDAY - WEEK)
    freeze()

    with django_assert_max_num_queries(12):
        assert web.get(URL).status_code == 200


def test_freezing_from_the_page(web, ledger, supervisor):
    response = web.post(
        reverse("performance:snapshot_take"), {"court": "赣03", "week": "2018-07-22"}, follow=True
    )

    snapshot = Snapshot.objects.get()
    assert snapshot.taken_by == supervisor
    assert "已冻结，第 1 版" in response.content.decode()
    assert AuditEvent.objects.get(act="SNAPSHOT_TAKEN").actor_id == supervisor.pk


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"court": "赣03", "week": "2018-07-23"}, 422),
        ({"court": "赣03"}, 422),
        ({"court": "赣9999", "week": "2018-07-22"}, 404),
        ({"court": "赣01", "week": "2018-07-22"}, 403),
    ],
)
def test_freezing_is_refused(web, ledger, data, status):
    assert web.post(reverse("performance:snapshot_take"), data).status_code == status
    assert not Snapshot.objects.exists()


def test_freezing_is_refused_to_a_basic_court(client, chief, ledger):
    client.force_login(chief)

    response = client.post(
        reverse("performance:snapshot_take"), {"court": "赣03", "week": "2018-07-22"}
    )

    assert response.status_code == 403
    assert client.get(reverse("performance:snapshot_take")).status_code == 405


AVERAGES = (
    "indicator,week_ending,value,source\n"
    "avg_days,2018-07-22,91.5,赣高法执通报\nreceived,2018-07-22,1,x\n"
)


def test_importing_averages_from_the_page(web, supervisor):
    file = SimpleUploadedFile("averages.csv", AVERAGES.encode())

    page = web.post(reverse("performance:benchmark_import"), {"file": file}).content.decode()

    assert "新增 1，更新 0，未变 0，退回 1。" in page
    assert "第 3 行 指标：" in page
    assert "91.50" in page
    assert AuditEvent.objects.get(act="BENCHMARKS_IMPORTED").actor_id == supervisor.pk


def test_importing_averages__no_file_or_a_large_one(web):
    url = reverse("performance:benchmark_import")
    large = SimpleUploadedFile("averages.csv", b"x" * 2_000_001)

    assert web.post(url).status_code == 422
    assert web.post(url, {"file": large}).status_code == 422
    assert web.post(url, {"file": SimpleUploadedFile("a.csv", b"a,b\n")}).status_code == 422
    assert not Benchmark.objects.exists()


def test_importing_averages_is_for_the_intermediate_court(client, chief):
    client.force_login(chief)
    file = SimpleUploadedFile("averages.csv", AVERAGES.encode())

    assert client.get(reverse("performance:benchmark_import")).status_code == 403
    assert client.post(reverse("performance:benchmark_import"), {"file": file}).status_code == 403
    assert not Benchmark.objects.exists()


def test_export_is_the_table_on_show(web, ledger, freeze, supervisor):
    freeze()

    response = web.get(
        reverse("performance:weekly_export"), {"window": "week", "behind": "1", "format": "csv"}
    )
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    assert lines[0].startswith(
        "指标,口径,省均,萍乡市安源区人民法院,萍乡市安源区人民法院（分子）,"
        "萍乡市安源区人民法院（分母）,萍乡市安源区人民法院（名次）,萍乡市安源区人民法院（落后）,"
        "萍乡市安源区人民法院（未排名）,"
    )
    assert len(lines) == 1 + web.get(URL, {"window": "week", "behind": "1"}).content.count(
        b'scope="row"'
    )
    event = AuditEvent.objects.get(act="EXPORTED")
    assert (event.actor_id, event.changes["list"]) == (supervisor.pk, "figures")


def test_export__a_workbook_too_and_nothing_before_the_first_week(web, ledger, freeze, tmp_path):
    assert web.get(reverse("performance:weekly_export")).status_code == 422
    freeze()

    response = web.get(reverse("performance:weekly_export"))

    path = tmp_path / "周通报.xlsx"
    path.write_bytes(b"".join(response.streaming_content))
    with open_tables(path) as workbook:
        rows = [row for _number, row in workbook.sheets[0].rows()]
    values = [row[3] for row in rows]
    assert any(isinstance(value, (int, float)) for value in values), "figures that a sheet can sum"
    assert not any(isinstance(value, str) and value.isdecimal() for value in values)


def test_a_province_is_drawn_once_per_version(client, courts, district):
    """The table of a high court's district comes from the cache; a new average redraws it."""
    make_case(closed_on=date(2018, 7, 2), has_property=True)
    services.take_snapshot(district=Court.objects.get(pk="赣"), week_ending=SUNDAY)
    user = UserFactory()
    Post.objects.create(user=user, court_id="赣", role=Role.SUPERVISOR, from_on=date(2018, 1, 1))
    client.force_login(user)
    first = client.get(URL).content
    assert "合计" in first.decode()

    Snapshot.objects.get().figures.all().delete()

    assert _table(client.get(URL).content) == _table(first)
    Benchmark.objects.create(
        indicator="avg_days", week_ending=SUNDAY, value=1, source="x", recorded_at=clock.now()
    )
    assert _table(client.get(URL).content) != _table(first)


def _table(content):
    return re.search(rb"<table.*</table>|<div class=\"empty\">.*</div>", content, re.DOTALL)[0]


def test_english_has_no_chinese_but_data(web, ledger, supervisor, freeze):
    Benchmark.objects.create(
        indicator="avg_days", week_ending=SUNDAY, value=1, source="x", recorded_at=clock.now()
    )
    freeze()
    change(make_case(), closed_on=date(2018, 7, 1), close_mode="执行完毕")
    freeze()
    Court.objects.update(name="A court")
    User.objects.filter(pk=supervisor.pk).update(name="A person")
    web.cookies["django_language"] = "en"

    page = web.get(URL).content.decode()
    averages = web.get(reverse("performance:benchmark_import")).content.decode()

    assert "Weekly bulletin" in page
    for each in (page, averages):
        assert chinese_in(re.search(r"<main.*</main>", each, re.DOTALL)[0]) == []
