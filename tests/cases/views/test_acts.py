"""Acts on a case: one form each, faults at their fields, conflicts without loss."""

from datetime import date
from uuid import uuid4

import pytest

from cases.models import Case, LimitEvent, Party, Receipt, Seal
from cases.services import cases as case_services
from enforcement.kernel import clock
from enforcement.office import services as office
from tests.factories.cases import (
    CaseFactory,
    LimitEventFactory,
    PartyFactory,
    ReceiptFactory,
    SealFactory,
)
from tests.page import Page
from tests.trail import all_acts

pytestmark = pytest.mark.django_db
FACTS = {
    "filed_on": "2026-03-02", "cause": "买卖合同纠纷", "claim_amount": "862,400.00",
    "opening_recovered": "0", "team": "", "basis_number": "", "has_property": "",
}  # fmt: skip


@pytest.fixture
def case(officer):
    return CaseFactory(serial=1, officer=officer)


@pytest.fixture
def records(case):
    """What hangs on the case, by the name in the addresses."""
    return {
        "party": PartyFactory(case=case, name="周国良").pk,
        "event": LimitEventFactory(case=case).pk,
        "seal": SealFactory(case=case).pk,
        "receipt": ReceiptFactory(case=case).pk,
    }


# Where, who, what is sent, the act recorded, a fault and its field.
ACTS = {
    "edit/": ("officer", {**FACTS, "version": 1, "team": "金融法庭"}, "CASE_CHANGED",
              {"claim_amount": "十万"}, "claim_amount"),
    "number/": ("clerk", {"number": "（2026）赣0302执恢9号", "reason": "字号错"}, "CASE_NUMBER_CORRECTED",
                {"number": "执9"}, "number"),
    "parties/add/": ("officer", {"role": "被执行人", "kind": "自然人", "name": "段细妹"}, "PARTY_ADDED",
                     {"id_number": "360399198001010000"}, "id_number"),
    "parties/{party}/": ("officer", {"role": "被执行人", "kind": "自然人", "name": "周国梁"},
                         "PARTY_CHANGED", {"name": ""}, "name"),
    "deductions/add/": ("officer", {"kind": "拍卖", "from_on": "2026年6月4日", "to_on": ""},
                        "DEDUCTION_ADDED", {"to_on": "2026-06-01"}, "to_on"),
    "deductions/{event}/end/": ("officer", {"to_on": "20260628"}, "DEDUCTION_ENDED",
                                {"to_on": "2026-06-03"}, "to_on"),
    "extensions/add/": ("officer", {"approved_on": "2026.8.20", "months": "3", "approver": "{president}"},
                        "EXTENSION_ADDED", {"months": "9"}, "months"),
    "seals/add/": ("officer", {"asset": "轿车", "kind": "动产", "from_on": "2026/6/1"}, "SEAL_ADDED",
                   {"to_on": "2030-01-01"}, "to_on"),
    "seals/{seal}/release/": ("officer", {"on": "2026-07-01"}, "SEAL_RELEASED",
                              {"on": "2026-05-31"}, "on"),
    "receipts/add/": ("finance", {"received_on": "２０２６-06-27", "amount": "５０,０００.50"},
                      "RECEIPT_RECORDED", {"amount": "0"}, "amount"),
    "receipts/{receipt}/pay/": ("finance", {"paid_on": "2026-07-01", "amount": "50000"},
                                "PAYOUT_RECORDED", {"amount": "50000.01"}, "amount"),
    "receipts/{receipt}/defer/": ("finance", {"until": "2026-08-31", "reason": "异议审查"},
                                  "PAYOUT_DEFERRED", {"until": "2026-05-31"}, "until"),
    "parties/{party}/withdraw/": ("officer", {"reason": "录错案件"}, "PARTY_WITHDRAWN",
                                  {"reason": " "}, "reason"),
    "limits/{event}/withdraw/": ("clerk", {"reason": "重复登记"}, "LIMIT_EVENT_WITHDRAWN",
                                 {"reason": ""}, "reason"),
    "seals/{seal}/withdraw/": ("officer", {"reason": "录错案件"}, "SEAL_WITHDRAWN",
                               {"reason": ""}, "reason"),
    "receipts/{receipt}/withdraw/": ("finance", {"reason": "录错案件"}, "RECEIPT_WITHDRAWN",
                                     {"reason": ""}, "reason"),
}  # fmt: skip


@pytest.fixture
def act(request, case, records, president, sign_in):
    """Address, client of who may, and the fields that are sent."""

    def of(path):
        who, fields, *_rest = ACTS[path]
        url = f"/cases/{case.pk}/{path.format(**records)}"
        sent = {k: str(v).format(president=president.pk) for k, v in fields.items()}
        return url, sign_in(request.getfixturevalue(who)), sent

    return of


@pytest.mark.parametrize("path", ACTS)
def test_act__done_and_recorded(act, case, path):
    url, client, fields = act(path)
    form = client.get(url)

    answer = client.post(url, fields)

    assert form.status_code == 200
    assert answer.status_code == 302
    assert answer.url.startswith(f"/cases/{case.pk}/")
    assert ACTS[path][2] in all_acts()
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("path", ACTS)
def test_act__a_fault_is_422_and_said_twice(act, path):
    url, client, fields = act(path)
    _who, _fields, _act, wrong, field = ACTS[path]

    answer = client.post(url, {**fields, **wrong})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'id="error-summary"' in page
    assert f'href="#id_{field}"' in page
    assert all_acts() == []


@pytest.mark.parametrize("path", ACTS)
def test_act__nothing_sent_is_422(act, path):
    url, client, _fields = act(path)

    assert client.post(url, {}).status_code == 422
    assert all_acts() == []


@pytest.mark.parametrize("path", ACTS)
def test_act__the_case_of_another_court_is_404(act, sign_in, outsider, path):
    url, _client, fields = act(path)

    assert sign_in(outsider).get(url).status_code == 404
    assert sign_in(outsider).post(url, fields).status_code == 404
    assert all_acts() == []


@pytest.mark.parametrize("path", ACTS)
def test_act__refused_to_those_who_only_look(act, sign_in, petition_desk, path):
    url, _client, fields = act(path)

    assert sign_in(petition_desk).get(url).status_code == 403
    answer = sign_in(petition_desk).post(url, fields)
    assert answer.status_code == 403
    assert "没有办成" in answer.content.decode()
    assert all_acts() == []


@pytest.mark.parametrize("path", [path for path in ACTS if "{" in path])
def test_act__a_record_of_another_case_is_404(act, sign_in, officer, finance, path):
    _url, client, fields = act(path)
    other = CaseFactory(officer=officer)
    mine = {"party": Party, "event": LimitEvent, "seal": Seal, "receipt": Receipt}
    name = path[path.index("{") + 1 : path.index("}")]
    key = mine[name].objects.get(case__serial=1).pk

    assert client.post(f"/cases/{other.pk}/{path.format(**{name: key})}", fields).status_code == 404


@pytest.mark.parametrize(
    "path", ["edit/", "parties/add/", "deductions/add/", "seals/add/", "extensions/add/"]
)
def test_act__not_on_a_closed_case(act, case, path):
    Case.objects.filter(pk=case.pk).update(
        closed_on=date(2026, 8, 3), close_mode="执行完毕", status="closed"
    )
    url, client, fields = act(path)

    assert client.get(url).status_code == 409
    assert client.post(url, fields).status_code == 409
    assert all_acts() == []


def test_act__what_is_done_already_keeps_the_form(act, case):
    url, client, fields = act("seals/add/")
    client.post(url, fields)

    answer = client.post(url, fields)

    assert answer.status_code == 409
    assert "已经登记" in answer.content.decode()
    assert Page(answer.content.decode()).form_with("asset").fields["asset"] == "轿车"


@pytest.mark.parametrize("path", ["receipts/add/"])
def test_act__a_double_submit_is_one_record(act, path):
    url, client, fields = act(path)
    key = str(uuid4())

    answers = [client.post(url, {**fields, "submission": key}).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert Receipt.objects.filter(received_on=date(2026, 6, 27)).count() == 1


# Filing ----------------------------------------------------------------------------------------


# Conflicts -------------------------------------------------------------------------------------


def test_edit__a_conflict_shows_both_texts_and_saving_again_is_a_decision(act, case, chief):
    url, client, fields = act("edit/")
    case_services.edit_case(
        case_id=case.pk, version=1, values={"team": "执行一组", "has_property": True}, by=chief
    )

    answer = client.post(url, {**fields, "team": "金融法庭"})

    assert answer.status_code == 409
    assert answer.context["both"] == [
        ("承办部门", "金融法庭", "执行一组"),
        ("有财产可供执行", "未查明", "有"),
    ]
    assert "刚被别人改过" in answer.content.decode()
    form = Page(answer.content.decode()).form_with("team")
    assert (form.fields["team"], form.fields["version"]) == ("金融法庭", "2")
    case.refresh_from_db()
    assert case.team == "执行一组"

    assert client.post(url, form.fields).status_code == 302
    case.refresh_from_db()
    assert case.team == "金融法庭"


# Numbers of persons ----------------------------------------------------------------------------


# Renewing and drafts ---------------------------------------------------------------------------


def test_seal_add__renewing_is_filled_in(act, case, records):
    url, client, _fields = act("seals/add/")
    seal = Seal.objects.get(pk=records["seal"])

    form = Page(client.get(f"{url}?renew={seal.pk}").content.decode()).form_with("asset")

    assert (form.fields["asset"], form.fields["from_on"]) == (seal.asset, clock.today().isoformat())


@pytest.mark.parametrize("renew", ["x", "999999", ""])
def test_seal_add__renewing_what_is_not_there(act, renew):
    url, client, _fields = act("seals/add/")

    assert client.get(f"{url}?renew={renew}").status_code == 200


def test_draft__comes_back_and_goes_with_the_act(act, case, officer):
    url, client, fields = act("seals/add/")
    client.post(
        f"/cases/draft/seal/{case.pk}/", {"asset": "轿车 赣J", "kind": "动产", "version": "9"}
    )

    page = client.get(url).content.decode()
    assert "存过草稿，已填入" in page
    assert Page(page).form_with("asset").fields["asset"] == "轿车 赣J"

    client.post(url, fields)
    assert office.read_draft(form="seal", about=str(case.pk), by=officer) is None


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [
        ("progress/{pk}/", "officer", 200),
        ("filing/new/", "clerk", 200),
        ("filing/new/", "officer", 403),
        ("progress/{pk}/", "outsider", 404),
        ("progress/x/", "officer", 404),
        ("nothing/{pk}/", "officer", 404),
    ],
)
def test_draft__kept_for_forms_about_visible_cases(request, sign_in, case, path, who, status):
    client = sign_in(request.getfixturevalue(who))

    assert (
        client.post(f"/cases/draft/{path.format(pk=case.pk)}", {"text": "半句"}).status_code
        == status
    )


def test_draft__keeps_no_key_of_the_page(sign_in, officer, case):
    sent = {"text": "半句", "submission": "x", "csrfmiddlewaretoken": "y", "version": "3"}

    answer = sign_in(officer).post(f"/cases/draft/progress/{case.pk}/", sent)

    assert set(answer.json()) == {"saved_at"}
    assert office.read_draft(form="progress", about=str(case.pk), by=officer)[0] == {"text": "半句"}


@pytest.mark.parametrize(
    ("back", "to"),
    [("/cases/", "/cases/"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("", "/")],
)
def test_draft__given_up_and_back(sign_in, officer, case, back, to):
    client = sign_in(officer)
    client.post(f"/cases/draft/progress/{case.pk}/", {"text": "半句"})

    answer = client.post(f"/cases/draft/progress/{case.pk}/discard/", {"next": back})

    assert answer.url == to
    assert office.read_draft(form="progress", about=str(case.pk), by=officer) is None


def test_receipt__one_more_of_the_same_day_and_sum_is_ticked(act, case, records):
    url, client, fields = act("receipts/add/")
    known = Receipt.objects.get(pk=records["receipt"])
    sent = {**fields, "received_on": known.received_on, "amount": known.amount}
    assert '<input type="checkbox" name="is_another"' not in client.get(url).text

    refused = client.post(url, sent)
    assert (refused.status_code, Receipt.objects.count()) == (422, 1)
    assert '<input type="checkbox" name="is_another"' in refused.text
    again = Page(refused.text).form_with("amount").fields
    assert "is_another" not in again

    faulty = client.post(url, {**again, "is_another": "on", "amount": "-5"})
    assert '<input type="checkbox" name="is_another"' in faulty.text
    assert "is_another" in Page(faulty.text).form_with("amount").fields  # ticked, and in sight

    assert client.post(url, {**again, "is_another": "on"}).status_code == 302
    assert [each.ordinal for each in Receipt.objects.order_by("pk")] == [0, 1]


def test_case_number__a_leap_ahead_is_ticked(act, case):
    url, client, fields = act("number/")
    sent = {**fields, "number": "（2026）赣0302执99999号"}

    refused, done = client.post(url, sent), client.post(url, {**sent, "is_meant": "on"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "is_meant" in refused.context["form"].errors
