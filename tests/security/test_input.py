"""What no honest browser sends: NUL, half surrogates, endless digits, years of the year 1."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courts.models import User
from courts.services.parameters import load_parameters
from enforcement.office.models import Draft, Notice, SavedView
from enforcement.office.services import send_notice
from tests.factories.cases import CaseFactory

NUL, ENDLESS = "a\x00b", "9" * 5_000
DAYS = ["0001-01-01", "9999-12-31"]


def token(*edge):
    return base64.urlsafe_b64encode(json.dumps(edge).encode()).decode().rstrip("=")


@pytest.fixture
def ask(web, chief, admin, auditor, supervisor):
    """Function: the answer to a GET of the person who may look there."""
    cast = {"chief": chief, "admin": admin, "auditor": auditor, "supervisor": supervisor}
    browsers = {name: web(user) for name, user in cast.items()}
    return lambda who, address, **query: browsers[who].get(address, query)


@pytest.mark.parametrize(
    ("who", "address", "query"),
    [
        ("auditor", "/audit/", {"object": NUL + ":1"}),
        ("auditor", "/audit/", {"object": "cases.Case:" + NUL}),
        ("auditor", "/audit/", {"to_on": "9999-12-31"}),
        ("auditor", "/audit/", {"from_on": "0001-01-01"}),
        ("auditor", "/audit/export/", {"to_on": "9999-12-31"}),
        ("chief", "/cases/", {"claim_from": "1e-999999"}),
        ("chief", "/cases/", {"claim_to": "1e400"}),
        ("chief", "/cases/", {"filed_to": "9999-12-31"}),
        ("chief", "/cases/", {"q": NUL}),
        ("chief", "/cases/", {"q": "~" + "x" * 3_000}),
        ("chief", "/api/v1/cases/", {"claim_from": "1e-999999"}),
        ("chief", "/api/v1/cases/", {"after": token("\ud800", 1)}),
        ("chief", "/api/v1/cases/", {"page_size": "9" * 4_000}),
        ("chief", "/api/v1/snapshots/", {"court": NUL}),
        ("chief", "/api/v1/snapshots/", {"after": token("x", 1)}),
        ("chief", "/cases/export/", {"claim_from": "1e-999999"}),
        ("admin", "/users/", {"after": token("\ud800", 1)}),
        ("supervisor", "/weekly/records/", {"snapshot": "9" * 4_000, "window": "ytd"}),
        ("supervisor", "/weekly/", {"week": NUL, "court": NUL}),
    ],
)
def test_address__strange_conditions(ask, who, address, query):
    assert ask(who, address, **query).status_code in (200, 302, 400, 404, 422)


@pytest.mark.parametrize(
    "query",
    [
        {"reason": NUL},
        {"after": "1e-999999:1"},
        {"before": "-1e999999:1"},
        {"after": "1:" + "9" * 3_000},
    ],
)
def test_figure__strange_places(web, supervisor, courts, query):
    CaseFactory()
    browser = web(supervisor)
    browser.post("/weekly/freeze/", {"court": "赣03", "week": "2026-11-15"})
    snapshot = browser.get("/api/v1/snapshots/").json()["results"][0]["id"]

    assert browser.get(f"/weekly/{snapshot}/received/ytd/赣0302/", query).status_code == 200


@pytest.mark.parametrize("week", ["0001-01-07", "0002-01-06", "9999-12-26"])
def test_freeze__a_week_of_no_court(web, supervisor, week):
    answer = web(supervisor).post("/weekly/freeze/", {"court": "赣03", "week": week})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "key", ["9223372036854775808", "9" * 60, "0" * 80 + "1", "9" * 3_000, "9" * 5_000]
)
@pytest.mark.parametrize("address", ["/cases/%s/", "/api/v1/cases/%s/", "/weekly/%s/verify/"])
def test_key__beyond_every_record(web, chief, address, key):
    for send in (web(chief).get, web(chief).post):
        assert send(address % key).status_code in (404, 405)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/cases/assign/", {"selected": ENDLESS}),
        ("/cases/assign/", {"all": "1", "query": "q=%00"}),
        ("/cases/officers/link/", {"court": "赣0302", "name": NUL, "officer": "1"}),
        ("/cases/officers/link/", {"court": "赣0302", "name": "x", "officer": ENDLESS}),
        ("/cases/views/save/", {"name": "x", "query": "q=%00" + "y" * 5_000}),
        ("/inbox/read/", {"notice": ENDLESS}),
        ("/exports/start/", {"kind": "cases", "query": NUL, "format": "csv"}),
        ("/exports/start/", {"kind": "cases", "query": "claim_from=1e-999999", "format": "csv"}),
        ("/exports/start/", {"kind": NUL, "query": "", "format": "csv"}),
        ("/exports/start/", {"kind": "figure_records", "query": f"window=ytd&snapshot={ENDLESS}"}),
    ],
)
def test_form__strange_values_are_a_sentence(web, chief, address, fields):
    assert web(chief).post(address, fields).status_code in (302, 400, 404, 422)


def test_view__a_name_is_kept_without_what_no_database_takes(web, chief):
    web(chief).post("/cases/views/save/", {"name": NUL, "query": "state=all"})

    assert SavedView.objects.get().name == "ab"


def test_draft__one_per_case_however_its_key_is_written(web, chief):
    case = CaseFactory()
    browser = web(chief)

    for key in (str(case.pk), f"00{case.pk}"):
        assert browser.post(f"/cases/draft/progress/{key}/", {"text": NUL}).status_code == 200
    long = "0" * 100 + str(case.pk)
    assert browser.post(f"/cases/draft/progress/{long}/", {"text": "x"}).status_code == 404

    assert Draft.objects.get().about == str(case.pk)


def test_permissions__reason_with_nul(web, admin):
    assert web(admin).post("/permissions/reset/", {"reason": NUL}).status_code == 302


@pytest.mark.parametrize("text", ["9" * 40, "1e400", "1e-999999", "NaN", "١"])
def test_parameter__numbers_beyond_its_bounds(web, admin, text):
    load_parameters()
    fields = {"value": text, "from_on": "2100-01-01", "basis": "x", "reason": "x"}

    answer = web(admin).post("/parameters/zhongben.balance_amount/", fields)

    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("address", "fields", "name"),
    [
        ("deductions/add/", {"kind": "审计", "from_on": "2026-06-01"}, "to_on"),
        ("deductions/add/", {"kind": "审计"}, "from_on"),
        ("seals/add/", {"asset": "房", "kind": "不动产"}, "from_on"),
        ("receipts/add/", {"amount": "1"}, "received_on"),
        ("edit/", {"version": "1", "claim_amount": "1", "opening_recovered": "0"}, "filed_on"),
    ],
)
def test_case__days_that_nothing_can_be_counted_from(web, chief, address, fields, name, day):
    case = CaseFactory()

    answer = web(chief).post(f"/cases/{case.pk}/{address}", {**fields, name: day})

    assert answer.status_code == 422
    assert "年份应在 1900 与 2200 之间" in answer.text


def test_post__its_last_day_is_a_day_of_this_world(web, admin, officer):
    address = f"/users/{officer.pk}/posts/{officer.posts.get().pk}/end/"

    answer = web(admin).post(address, {"on": "9999-12-31", "reason": "x"})

    assert answer.status_code == 422
    assert User.objects.get(pk=officer.pk).posts.get().to_on is None


def test_notices__only_one_s_own_are_read(web, chief, officer):
    notice = send_notice(to=officer, kind="x", text="x")

    web(chief).post("/inbox/read/", {"notice": [str(notice.pk), ENDLESS]})

    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize("body", [b"[" * 50_000, b'{"a":' * 50_000, b"\xff", b"1e999"])
def test_api__bodies_that_are_no_entry(web, chief, body):
    case = CaseFactory()
    address = f"/api/v1/cases/{case.pk}/progress/"

    assert web(chief).post(address, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "line", ["closing_rate,2026-11-15,50,a\x00b", f'closing_rate,2026-11-15,50,"{"x" * 200_000}"']
)
def test_averages__files_that_are_no_table(web, supervisor, line):
    content = f"indicator,week_ending,value,source\n{line}\n".encode()
    file = SimpleUploadedFile("averages.csv", content)

    assert web(supervisor).post("/weekly/averages/", {"file": file}).status_code == 422
