"""Numbers for a reason, the other language, paper."""

import re

from playwright.sync_api import expect

from enforcement.kernel.identity import mask
from tests.browser.dockets import DEBTOR_NUMBER, docket

A_MINUTE_MS = 61_000


def test_a_number_is_shown_for_a_reason_and_hidden_again(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = visit().log_in(officer)
    one.menu("案件")
    one.link(case.number).click()
    one.sees(mask(DEBTOR_NUMBER))
    one.sees_not(DEBTOR_NUMBER)

    one.page.clock.install()
    one.link("查看全号").click()
    one.page.get_by_text("办案核对", exact=True).click()
    one.button("查看 60 秒").click()
    one.sees(DEBTOR_NUMBER)
    assert DEBTOR_NUMBER not in one.page.url
    assert DEBTOR_NUMBER not in one.page.title()

    one.page.clock.run_for(A_MINUTE_MS)
    one.sees_not(DEBTOR_NUMBER)
    one.sees(mask(DEBTOR_NUMBER))


def test_a_case_in_english_and_on_paper(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = visit().log_in(officer)
    one.menu("案件")
    one.button("English").click()
    one.headed("Cases")
    expect(one.page.locator("html")).to_have_attribute("lang", "en")
    one.link(case.number).click()
    one.headed(case.number)
    one.page.get_by_role("link", name=re.compile("^Parties")).first.click()
    one.sees("Debtor")
    one.button("中文").click()
    one.sees("被执行人")

    one.page.emulate_media(media="print")
    expect(one.page.get_by_role("heading", level=1)).to_be_visible()
    one.sees("周国良0")
    one.sees("内部资料")
    for role in ("navigation", "button", "textbox", "search"):
        expect(one.page.get_by_role(role).filter(visible=True)).to_have_count(0)
    assert one.page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
