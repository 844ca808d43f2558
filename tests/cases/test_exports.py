"""The sheet of the case list: exactly the rows shown, no more than the right, nothing secret."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation

from cases import listing
from cases.exports import export_cases
from cases.services import parties
from cases.services.parties import PartyFacts
from courts.enums import Role
from enforcement.kernel import synthetic
from enforcement.kernel.errors import NotPermitted
from tests.factories.cases import CaseFactory, PartyFactory
from tests.factories.courts import PostFactory
from tests.trail import event

pytestmark = pytest.mark.django_db
NUMBER = synthetic.resident_id(7, date(1980, 1, 7), "male")


@pytest.fixture
def docket(officer):
    case = CaseFactory(
        serial=1, officer=officer, received_total=Decimal("50.25"), next_node="分案",
        next_due_on=date(2026, 3, 9), limit_end=date(2026, 9, 2), team="金融法庭",
    )  # fmt: skip
    for role, name in (("申请执行人", "鑫源建材"), ("被执行人", "周国良"), ("被执行人", "段细妹")):
        PartyFactory(case=case, role=role, name=name)
    CaseFactory(serial=2, officer=officer, closed=True)
    CaseFactory(serial=3, officer_name="王建华")
    CaseFactory(serial=4, court_id="赣0321")
    return case


def rows(user, query=""):
    return list(export_cases(user, QueryDict(query)).rows)


def test_export__the_row_of_a_case(docket, officer):
    export = export_cases(officer, QueryDict("sort=limit"))

    row = dict(zip(export.header, next(iter(export.rows)), strict=True))
    assert len(export.kinds) == len(export.header)
    assert row == {
        "案号": "（2026）赣0302执1号", "法院": "萍乡市安源区人民法院", "申请执行人": "鑫源建材",
        "被执行人": "周国良、段细妹", "案由": "买卖合同纠纷", "立案日期": date(2026, 3, 2),
        "承办人": "刘志远", "承办部门": "金融法庭", "申请执行标的": Decimal("862400.00"),
        "累计到位": Decimal("50.25"), "执行期限届满": date(2026, 9, 2), "下一节点": "分案",
        "应办": date(2026, 3, 9), "状态": "执行中", "结案日期": None, "结案方式": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["", "desk=court", "desk=court&state=all&sort=claim", "q=周国良", "desk=court&state=closed"],
)
def test_export__exactly_the_rows_of_the_list_in_its_order(docket, officer, query):
    page = listing.case_list(officer, QueryDict(query)).page()

    assert [row[0] for row in rows(officer, query)] == [case.number for case in page.rows]
    assert export_cases(officer, QueryDict(query)).count == len(page.rows)


def test_export__imported_officers_names(docket, clerk):
    assert [row[6] for row in rows(clerk, "q=执3号")] == ["王建华"]


def test_export__closing_in_words(docket, officer):
    row = rows(officer, "state=closed&desk=court")[0]

    assert row[13:] == ("已结案", date(2026, 8, 3), "执行完毕")


def test_export__only_of_courts_where_one_may_export(docket, petition_desk):
    PostFactory(user=petition_desk, role=Role.OFFICER, court_id="赣0321")

    assert {row[0] for row in rows(petition_desk, "desk=court")} == {"（2026）赣0321执4号"}


@pytest.mark.parametrize("who", ["finance", "petition_desk", "admin", "auditor"])
def test_export__refused_to_others(request, docket, who):
    with pytest.raises(NotPermitted):
        rows(request.getfixturevalue(who))


def test_export__no_number_of_a_person(docket, officer):
    facts = PartyFacts("被执行人", "李秀英", "自然人", NUMBER, "13800001234")
    parties.add_party(case_id=docket.pk, facts=facts, by=officer)

    told = str(rows(officer))
    assert NUMBER not in told
    assert NUMBER[-4:] not in told
    assert "1234" not in told


def test_export__in_english(docket, officer):
    with translation.override("en"):
        export = export_cases(officer, QueryDict())
        row = next(iter(export.rows))

    assert not any("案" in name for name in export.header)
    assert row[13] != "执行中"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_export__by_its_address(docket, officer, client, form):
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    response = client.get(f"/cases/export/?format={form}")

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert event("EXPORTED").changes == {"list": "cases", "rows": 1}


def test_export__two_queries_whatever_the_number(docket, officer, django_assert_num_queries):
    for _each in range(20):
        PartyFactory(case=CaseFactory(officer=officer))
    officer.access  # noqa: B018 -- read once per request

    with django_assert_num_queries(2):
        assert len(rows(officer)) == 21
