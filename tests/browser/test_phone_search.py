"""The search on a phone: one control in the bar, one box on its page."""

import pytest
from playwright.sync_api import expect

from tests.browser.dockets import DEBTOR_NUMBER, docket


def test_a_thumb_reaches_the_search_from_any_page(phone, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = phone().log_in(officer)
    one.tab("案件")
    one.headed("案件")

    reached = one.link("搜索")
    assert min(reached.bounding_box()["width"], reached.bounding_box()["height"]) >= 44
    reached.click()
    one.headed("搜索")
    expect(one.field("案号、当事人")).to_be_focused()
    one.page.keyboard.type(f"({case.year}) 赣0302执 {case.serial}")
    one.page.keyboard.press("Enter")
    one.headed(case.number)


def test_the_number_of_a_person_stands_in_no_box(phone, chief, officer):
    docket(chief, officer, count=2)
    one = phone().log_in(officer)
    one.link("搜索").click()
    one.headed("搜索")
    one.fill("案号、当事人", DEBTOR_NUMBER)
    one.button("搜索").click()

    one.sees("证件号码")
    expect(one.field("案号、当事人")).to_have_value("")
    assert DEBTOR_NUMBER not in one.page.url


@pytest.mark.parametrize("width", [768, 1440])
def test_with_the_box_in_the_bar_there_is_no_second_one(visit, officer, width):
    one = visit(viewport={"width": width, "height": 900}).log_in(officer)
    one.fill("全部搜索", "周国良")
    one.page.keyboard.press("Enter")

    one.headed("搜索")
    expect(one.page.get_by_role("searchbox").filter(visible=True)).to_have_count(1)
    expect(one.page.get_by_role("link", name="搜索", exact=True)).to_have_count(0)
