"""Dated parameters: the value of a day, a new value, and what is refused."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.selectors import terms
from courts.models import Parameter
from courts.parameters import CATALOGUE
from courts.selectors import parameters
from courts.services import load_parameters
from courts.services import parameters as services
from enforcement.kernel import clock, registries
from enforcement.kernel.errors import InvalidInput, NotPermitted
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.registries import ClockSource, MovedDate
from performance.parameters import CODES, PROFILE

CODE = "figures.minimum_base"


@pytest.fixture(autouse=True)
def _fresh_values():
    parameters.forget()
    yield
    parameters.forget()


def put(admin, value=20, from_on=None, **given):
    facts = {"code": CODE, "basis": "院发〔2026〕3号", "reason": "提速", **given}
    return services.set_parameter(value=value, from_on=from_on or clock.today(), by=admin, **facts)


def test_catalogue__every_default_reads_back_as_itself():
    wrong = [
        code
        for code, each in CATALOGUE.items()
        if each.read(each.write(each.default)) != each.default
    ]
    assert not wrong
    assert all(each.words(each.default) and each.basis for each in CATALOGUE.values())


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        (CODE, " 20 ", 20),
        (CODE, "２０", 20),
        ("seal.warning_days", "45，20 5", [45, 20, 5]),
        ("zhongben.balance_amount", "1,500.5", "1500.50"),
        ("target.overall_rate_36m", "85", "85.00"),
        ("bulletin_profile", "ranges", "ranges"),
        ("figures.key_nodes", "结案、分案", ["分案", "结案"]),
    ],
)
def test_definition__reads(code, text, value):
    assert CATALOGUE[code].read(text) == value


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (CODE, "0"), (CODE, "-3"), (CODE, "1.5"), (CODE, "九"), (CODE, "1001"), (CODE, ""),
        ("seal.warning_days", "7、15"), ("seal.warning_days", "7、7"), ("seal.warning_days", ""),
        ("zhongben.balance_amount", "1.234"), ("zhongben.balance_amount", "NaN"),
        ("zhongben.balance_percent", "101"), ("bulletin_profile", "both"),
        ("figures.key_nodes", ""), ("figures.key_nodes", "归档"),
    ],
)  # fmt: skip
def test_definition__refuses(code, text):
    with pytest.raises(InvalidInput):
        CATALOGUE[code].read(text)


@pytest.mark.django_db
def test_value__the_row_in_force_else_the_default():
    for day, value in ((date(2026, 3, 1), 25), (date(2026, 6, 1), 20)):
        Parameter.objects.create(code=CODE, value=value, from_on=day, basis="x", set_at=clock.now())

    assert parameters.value(CODE, on=date(2026, 2, 28)) == 5
    assert parameters.value(CODE, on=date(2026, 3, 1)) == 25
    assert parameters.value(CODE, on=date(2026, 5, 31)) == 25
    assert parameters.values([CODE, "case.notice_days"], on=date(2027, 1, 1)) == {
        CODE: 20, "case.notice_days": 3,
    }  # fmt: skip
    with pytest.raises(KeyError):
        parameters.value("nonsense", on=date(2026, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_value__one_query_for_many_questions(django_assert_num_queries):
    with django_assert_num_queries(1):
        for code in CATALOGUE:
            parameters.value(code, on=date(2026, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_value__a_change_is_seen_at_once_where_it_was_made(transactional_db):
    load_parameters()
    assert parameters.value(CODE, on=date(2030, 1, 1)) == 5
    Parameter.objects.create(
        code=CODE, value=20, from_on=date(2029, 1, 1), basis="x", set_at=clock.now()
    )
    assert parameters.value(CODE, on=date(2030, 1, 1)) == 5  # another process, for seconds

    parameters.forget()

    assert parameters.value(CODE, on=date(2030, 1, 1)) == 20


def test_set__from_today_and_the_past_stays(admin):
    load_parameters()
    put(admin)

    assert parameters.value(CODE, on=clock.today()) == 20
    assert parameters.value(CODE, on=clock.today() - timedelta(days=1)) == 5
    event = AuditEvent.objects.get(act="PARAMETER_SET")
    assert (event.object_id, event.changes["parameter_value"]) == (CODE, ["5", "20"])
    assert event.reason == "提速"


def test_set__same_day_again_replaces(admin):
    put(admin)
    put(admin, value=15)

    assert Parameter.objects.filter(code=CODE).count() == 1
    assert parameters.value(CODE, on=clock.today()) == 15


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from_on": date(2020, 1, 1)}, "from_on"),
        ({"basis": " "}, "basis"),
        ({"value": 5}, "value"),
    ],
)
def test_set__refused(admin, given, field):
    with pytest.raises(InvalidInput) as refusal:
        put(admin, **given)

    assert field in refusal.value.fields
    assert not Parameter.objects.exists()
    assert not AuditEvent.objects.filter(act="PARAMETER_SET").exists()


def test_set__not_by_others(chief):
    with pytest.raises(NotPermitted):
        put(chief)
    assert not Parameter.objects.exists()


UNREAD = "petition.handle_days"


def test_set__refused_while_no_rule_asks_for_it(admin, client):
    with pytest.raises(InvalidInput, match="不起作用"):
        put(admin, code=UNREAD)
    client.force_login(admin)
    page = client.get(reverse("courts:parameter_detail", args=[UNREAD])).text

    assert not Parameter.objects.exists()
    assert "暂不能设新值" in page
    assert 'name="value"' not in page


def test_catalogue__what_is_read_is_what_the_rules_ask_for():
    of_cases = {*terms.CODES.values(), "case.extension_months", "zhongben.minimum_months"}
    asked = {*CODES, PROFILE, *of_cases}

    assert {code for code, each in CATALOGUE.items() if each.is_read} == asked


def test_withdraw__only_what_lies_ahead(admin):
    today, later = put(admin), put(admin, value=10, from_on=clock.today() + timedelta(days=9))

    services.withdraw_parameter(parameter_id=later.pk, reason="误设", by=admin)
    with pytest.raises(InvalidInput):
        services.withdraw_parameter(parameter_id=today.pk, reason="误设", by=admin)

    assert list(Parameter.objects.values_list("pk", flat=True)) == [today.pk]
    assert AuditEvent.objects.filter(act="PARAMETER_WITHDRAWN").count() == 1


def test_pages__list_detail_preview_and_set(client, admin):
    client.force_login(admin)
    load_parameters()
    url = reverse("courts:parameter_detail", args=[CODE])
    assert "参加排名的最低基数" in client.get(reverse("courts:parameter_list")).text
    data = {"value": "20", "from_on": str(clock.today()), "basis": "会议", "reason": "提速"}

    preview = client.post(url, data)
    assert preview.status_code == 200
    assert "设定新值" in preview.text
    assert parameters.values([CODE], on=clock.today())[CODE] == 5

    assert client.post(url, {**data, "confirmed": "1"}).status_code == 302
    page = client.get(url).text
    assert "20 件" in page
    assert "设参数新值" in page


def test_pages__faults_stand_at_their_field(client, admin):
    client.force_login(admin)
    url = reverse("courts:parameter_detail", args=[CODE])

    answer = client.post(url, {"value": "很多", "from_on": "2020-01-01", "basis": "", "reason": ""})

    assert answer.status_code == 422
    assert "不是不带符号的整数" in answer.text
    assert client.get(reverse("courts:parameter_detail", args=["no.such"])).status_code == 404


def test_pages__choices_survive_the_preview(client, admin):
    client.force_login(admin)
    url = reverse("courts:parameter_detail", args=["figures.key_indicators"])
    data = {
        "value": ["closing_rate", "overall_rate_36m"], "from_on": str(clock.today()),
        "basis": "会议", "reason": "试",
    }  # fmt: skip

    assert client.post(url, data).text.count('type="hidden" name="value"') == 2
    client.post(url, {**data, "confirmed": "1"})

    stored = parameters.value("figures.key_indicators", on=clock.today())
    assert stored == ["closing_rate", "overall_rate_36m"]


def test_pages__withdraw(client, admin):
    client.force_login(admin)
    later = put(admin, from_on=clock.today() + timedelta(days=9))
    url = reverse("courts:parameter_withdraw", args=[CODE, later.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "误设"}).status_code == 302
    assert not Parameter.objects.exists()


def test_preview__asks_the_sources_that_rest_on_the_parameter(client, admin, monkeypatch):
    def moved(code, value, from_on):
        yield MovedDate(
            court="赣0302", record="（2026）赣0302执1号", url="/cases/1/", what="应发",
            before=date(2026, 5, 1), after=date(2026, 4, 21),
        )  # fmt: skip

    source = ClockSource("x", 1, lambda *_: (), lambda _c: 0, frozenset({CODE}), moved)
    monkeypatch.setitem(registries.clock_sources.entries, "test", source)
    client.force_login(admin)

    answer = client.post(
        reverse("courts:parameter_detail", args=[CODE]),
        {"value": "20", "from_on": str(clock.today()), "basis": "会议", "reason": "提速"},
    )

    assert "（2026）赣0302执1号" in answer.text
