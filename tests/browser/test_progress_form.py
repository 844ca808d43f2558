"""The form of a progress entry: what is typed is neither lost nor kept twice."""

import re

from playwright.sync_api import expect

from tests.browser.dockets import docket

WORDS = "到房产局查询，名下登记一套住房。"


def test_a_draft_survives_a_reload_and_can_be_given_up(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = visit().log_in(officer)
    one.menu("案件")
    one.link(case.number).click()
    one.page.get_by_role("link", name="记进展").filter(visible=True).first.click()

    one.field("情况说明").press_sequentially(WORDS)
    one.page.keyboard.press("Tab")  # leaving the field saves at once
    expect(one.page.get_by_text(re.compile("草稿.*已存|草稿已存")).first).to_be_attached()
    with one.page.expect_response(re.compile("/draft/"), timeout=5000):
        one.field("情况说明").press_sequentially("待补。")
        one.page.keyboard.press("Tab")
    one.page.reload()
    expect(one.field("情况说明")).to_have_value(WORDS + "待补。")
    one.sees("存过草稿，已填入")

    one.button("放弃草稿").click()
    expect(one.field("情况说明")).to_have_value("")


def test_a_double_click_makes_one_entry(visit, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = visit().log_in(officer)
    one.menu("案件")
    one.link(case.number).click()

    one.fill("情况说明", WORDS)
    one.button("提交进展").dblclick()

    one.sees("进展已记")
    expect(one.page.get_by_text(WORDS)).to_have_count(1)
