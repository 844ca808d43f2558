"""撤销发放 and 撤销延缓 on their pages, and each payout on the tab 案款."""

import re
from datetime import date
from decimal import Decimal

import pytest

from cases.services import money
from tests.factories.cases import CaseFactory, ReceiptFactory
from tests.page import Page
from tests.trail import all_acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(court):
    return ReceiptFactory(amount=Decimal(1000), deferred_until=date(2026, 8, 31))


@pytest.fixture
def paid(receipt, finance):
    """400 and then 600."""
    for day, amount, before in ((date(2026, 7, 1), 400, 0), (date(2026, 7, 9), 600, 400)):
        payout = money.Payout(day, Decimal(amount), Decimal(before))
        money.record_payout(receipt_id=receipt.pk, payout=payout, by=finance)
    return receipt


def address(receipt, act):
    return f"/cases/{receipt.case_id}/receipts/{receipt.pk}/{act}/withdraw/"


def tab(client, receipt):
    """Cells of the rows of the tab 案款, as text."""
    page = client.get(f"/cases/{receipt.case_id}/?tab=money").text
    rows = re.findall(r"<tr>(.*?)</tr>", page[page.index("receipts-title") :], re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in rows]


def test_money__each_payout_with_its_day(sign_in, finance, paid):
    rows = tab(sign_in(finance), paid)[1:]

    told = [re.findall(r"2026-07-\d\d|[\d,]+\.00", row) for row in rows]
    assert told[0][-2:] == ["2026-07-09", "1,000.00"]
    assert told[1:] == [["2026-07-01", "400.00"], ["2026-07-09", "600.00"]]
    assert ["撤销发放" in row for row in rows] == [False, False, True]


def test_money__a_part_of_a_ledger_stands_before_those_of_the_program(sign_in, finance, court):
    receipt = ReceiptFactory(amount=Decimal(1000), paid_amount=Decimal(300))
    money.record_payout(
        receipt_id=receipt.pk, by=finance,
        payout=money.Payout(date(2026, 7, 1), Decimal(700), Decimal(300)),
    )  # fmt: skip

    rows = tab(sign_in(finance), receipt)[2:]

    assert "— 300.00" in " ".join(rows[0].split())
    assert "2026-07-01 700.00" in " ".join(rows[1].split())


def test_money__one_payout_of_the_whole_is_one_row(sign_in, finance, court):
    receipt = ReceiptFactory(paid_on=date(2026, 7, 1))

    rows = tab(sign_in(finance), receipt)[1:]

    assert len(rows) == 1
    assert "撤销发放" in rows[0]


def test_money__who_pays_nothing_out_takes_nothing_back(sign_in, officer, paid):
    assert not any("撤销" in row for row in tab(sign_in(officer), paid))


PAGES = {
    "pay": (
        "撤销7月9日发放的 600.00 元",
        "撤销后在账未发 600.00 元，9月10日应发",
        "PAYOUT_WITHDRAWN",
    ),
    "defer": ("撤销延缓至8月31日", "应发日由9月10日改回7月1日", "DEFERRAL_WITHDRAWN"),
}


@pytest.mark.parametrize("act", PAGES)
def test_withdraw__the_page_says_what_goes_and_does_it(sign_in, finance, paid, act):
    client, url = sign_in(finance), address(paid, act)
    assert url in client.get(f"/cases/{paid.case_id}/?tab=money").text

    page = client.get(url).text
    fields = Page(page).form_with("reason").fields
    first, second = (client.post(url, {**fields, "reason": "录错"}) for _click in range(2))

    shown = page.replace("2026年", "")  # a day of another year names its year
    assert all(words in shown for words in PAGES[act][:2])
    assert (first.status_code, second.status_code) == (302, 409)
    assert first.url == f"/cases/{paid.case_id}/?tab=money"
    assert all_acts().count(PAGES[act][2]) == 1


@pytest.mark.parametrize("act", PAGES)
def test_withdraw__faults_come_back_in_the_form(sign_in, finance, paid, act):
    client, url = sign_in(finance), address(paid, act)
    fields = Page(client.get(url).text).form_with("reason").fields

    answer = client.post(url, {**fields, "reason": " "})

    assert answer.status_code == 422
    assert PAGES[act][2] not in all_acts()


@pytest.mark.parametrize("act", PAGES)
def test_withdraw__nothing_to_take_back(sign_in, finance, court, act):
    receipt = ReceiptFactory()
    client, url = sign_in(finance), address(receipt, act)

    sent = {"mark": "0/None/None", "until": "2026-08-31", "reason": "录错"}

    assert client.get(url).status_code == 200
    assert client.post(url, sent).status_code == 409


@pytest.mark.parametrize("act", PAGES)
def test_withdraw__a_record_of_another_case_is_404(sign_in, finance, paid, act):
    url = address(paid, act).replace(f"/{paid.case_id}/", f"/{CaseFactory().pk}/", 1)

    assert sign_in(finance).get(url).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("officer", 403)])
@pytest.mark.parametrize("act", PAGES)
def test_withdraw__not_for_others(request, sign_in, paid, act, who, status):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(address(paid, act)).status_code == status
    assert client.post(address(paid, act), {"reason": "录错"}).status_code == status
