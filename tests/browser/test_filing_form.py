"""The form of 立案: gone back to and sent again it is the same case."""

from cases.models import Case


def test_going_back_and_sending_the_same_again_files_no_second_case(visit, clerk):
    one = visit().log_in(clerk)
    one.menu("案件")
    one.page.get_by_role("link", name="立案").filter(visible=True).first.click()
    one.headed("立案")
    one.fill("申请执行标的", "12000")
    one.button("立案并编号").click()
    one.page.wait_for_url("**/cases/*/**")
    number = Case.objects.get().number
    one.headed(number)

    one.page.go_back()
    one.headed("立案")
    one.fill("申请执行标的", "12000")
    one.button("立案并编号").click()
    one.headed(number)
    one.page.wait_for_load_state("networkidle")

    assert Case.objects.count() == 1
