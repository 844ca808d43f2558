"""Back in a list, a person stands on the row that they left."""

import pytest
from playwright.sync_api import expect

from cases.models import Case
from courts.enums import Role
from tests.browser.dockets import docket
from tests.factories.courts import person
from tests.factories.records import EntryFactory, PetitionFactory


@pytest.fixture
def list_of(visit, chief, officer):
    """The officer before the list of cases: the page, its rows after the head, the keys."""
    docket(chief, officer, count=4)
    one = visit().log_in(officer)
    one.menu("案件")
    one.headed("案件")
    return one, one.page.get_by_role("table", name="案件列表").get_by_role("row")


def test_back_from_a_case_the_row_is_chosen_again(list_of):
    one, rows = list_of
    keys = one.page.keyboard
    expect(one.page.locator("tr:focus, tr.is-current")).to_have_count(0)  # a first visit

    for key in ("j", "j", "j"):
        keys.press(key)
    number = rows.nth(3).get_by_role("link").first.inner_text()
    keys.press("Enter")
    one.headed(number)
    one.page.go_back()
    one.headed("案件")
    expect(rows.nth(3)).to_be_focused()
    expect(rows.nth(3)).to_be_in_viewport()
    keys.press("j")
    expect(rows.nth(4)).to_be_focused()

    one.page.reload()
    expect(rows.nth(4)).to_be_focused()


def test_the_way_back_on_the_case_leads_to_the_row_walked_to(list_of):
    one, rows = list_of
    first, second = (rows.nth(n).get_by_role("link").first.inner_text() for n in (1, 2))

    one.link(first).click()
    one.headed(first)
    one.link("下一件").click()
    one.headed(second)
    one.link("我的案件").click()
    one.headed("案件")
    expect(rows.nth(2)).to_be_focused()


def test_the_way_back_from_a_case_that_left_the_list_leads_to_its_place(list_of, court):
    one, rows = list_of
    number = rows.nth(2).get_by_role("link").first.inner_text()
    one.link(number).click()
    one.headed(number)
    Case.objects.filter(number=number).update(officer=person(Role.OFFICER, "王建华"))

    one.link("我的案件").click()
    one.headed("案件")
    expect(rows.nth(2)).to_be_focused()
    expect(rows.nth(2).get_by_role("link").first).not_to_have_text(number)


def test_a_visit_anew_and_other_conditions_start_at_the_top(list_of):
    one, rows = list_of
    number = rows.nth(2).get_by_role("link").first.inner_text()
    one.link(number).click()
    one.headed(number)

    one.menu("案件")
    one.headed("案件")
    expect(one.page.locator("tr:focus, tr.is-current")).to_have_count(0)

    one.page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    one.link("未结").click()
    one.page.wait_for_url("**state=open**")
    expect(one.page.locator("tr:focus, tr.is-current")).to_have_count(0)


@pytest.mark.parametrize(
    ("menu", "table", "make"),
    [("信访", "信访列表", PetitionFactory), ("失信名单", "失信名单", EntryFactory)],
)
def test_other_lists_keep_the_row_too(visit, chief, officer, menu, table, make):
    for case in docket(chief, officer, count=3):
        make(case=case)
    one = visit().log_in(officer)
    one.menu(menu)
    one.headed(menu)
    rows = one.page.get_by_role("table", name=table).get_by_role("row")
    one.page.keyboard.press("j")
    one.page.keyboard.press("j")
    expect(rows.nth(2)).to_be_focused()

    number = rows.nth(2).locator("a.case-no").inner_text()
    one.page.keyboard.press("Enter")
    one.headed(number)
    one.page.go_back()
    expect(rows.nth(2)).to_be_focused()


def test_from_the_morning_page_through_its_cases_and_back(visit, chief, officer):
    docket(chief, officer, count=3)
    one = visit().log_in(officer)
    one.link("未来 30 天").click()
    one.page.wait_for_url("**span=month")
    one.headed("要办")
    lines = one.page.get_by_role("table", name="要办的事").locator("tbody tr:not(.group)")
    numbers = list(dict.fromkeys(lines.locator("a.case-no").all_inner_texts()))

    one.page.keyboard.press("j")
    one.page.keyboard.press("Enter")
    one.headed(numbers[0])
    for number in numbers[1:]:
        one.page.keyboard.press("Alt+ArrowRight")
        one.headed(number)
    one.page.get_by_role("main").get_by_role("link", name="工作台", exact=True).click()
    one.headed("要办")
    assert "span=month" in one.page.url
    expect(lines.filter(has_text=numbers[-1]).first).to_be_focused()
