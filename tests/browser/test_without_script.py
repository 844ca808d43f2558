"""The site without JavaScript: reading and the main act work by plain links and forms."""

from playwright.sync_api import expect

from tests.browser.dockets import docket


def test_officer_logs_progress(visit, chief, officer):
    case = docket(chief, officer)[1]
    one = visit(java_script_enabled=False).log_in(officer)

    one.menu("案件")
    one.headed("案件")
    one.link(case.number).click()
    one.headed(case.number)
    one.fill("情况说明", "电话联系被执行人，约定下周到庭。")
    one.button("提交进展").dblclick()

    one.headed(case.number)
    one.sees("电话联系被执行人，约定下周到庭。")
    entries = one.page.get_by_text("电话联系被执行人，约定下周到庭。")
    expect(entries).to_have_count(1)


def test_a_search_on_a_phone(phone, chief, officer):
    case = docket(chief, officer)[1]
    one = phone(java_script_enabled=False).log_in(officer)

    one.link("搜索").click()
    one.headed("搜索")
    one.fill("案号、当事人", "安泰建材1")
    one.button("搜索").click()
    one.link(case.number).click()
    one.headed(case.number)
