"""The progress form on a phone: photographs shown once, and one act chosen out of two controls."""

import re

from PIL import Image
from PIL.ExifTags import IFD, Base
from playwright.sync_api import expect

from cases.models import Attachment
from enforcement.kernel import clock
from tests.browser.dockets import docket

WORDS = "到房产局查询，名下登记一套住房。"


def test_a_photo_is_shown_once_and_goes_when_taken_away(phone, tmp_path, chief, officer):
    case = docket(chief, officer, count=1)[0]
    Image.new("RGB", (40, 30)).save(tmp_path / "现场.jpg")
    one = phone().log_in(officer)
    one.tab("记进展")
    one.page.get_by_role("link", name=case.number).click()

    one.page.locator('input[type="file"][accept="image/*"]').set_input_files(tmp_path / "现场.jpg")
    expect(one.page.locator(".photos figure")).to_have_count(1)
    one.page.get_by_role("button", name=re.compile("现场")).click()
    expect(one.page.locator(".photos figure")).to_have_count(0)


def test_a_photo_keeps_the_time_of_the_camera_though_it_is_made_smaller(
    phone, tmp_path, chief, officer
):
    case = docket(chief, officer, count=1)[0]
    picture, facts = Image.new("RGB", (3000, 2000)), Image.Exif()
    facts.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2026:11:20 09:31:05"
    picture.save(tmp_path / "现场.jpg", exif=facts)
    one = phone().log_in(officer)
    one.tab("记进展")
    one.page.get_by_role("link", name=case.number).click()

    one.page.locator('input[type="file"][accept="image/*"]').set_input_files(tmp_path / "现场.jpg")
    expect(one.page.locator(".photos figcaption")).to_have_text("09:31")
    one.fill("情况说明", WORDS)
    one.button("提交进展").click()

    one.sees("11月20日 09:31 拍")
    taken = Attachment.objects.get().taken_at
    assert clock.local(taken).isoformat() == "2026-11-20T09:31:05+08:00"


def test_a_tile_tapped_after_the_list_is_the_choice(phone, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = phone().log_in(officer)
    one.tab("记进展")
    one.page.get_by_role("link", name=case.number).click()

    one.page.get_by_label("更多").select_option("归档")
    one.page.locator(".tiles label", has_text="网络查控").click()
    one.fill("情况说明", WORDS)
    one.button("提交进展").click()

    one.sees("【网络查控】" + WORDS)


def test_no_keyboard_covers_the_choices(phone, chief, officer):
    case = docket(chief, officer, count=1)[0]
    one = phone().log_in(officer)
    one.tab("记进展")
    expect(one.page.locator("input:focus, textarea:focus")).to_have_count(0)

    one.page.get_by_role("link", name=case.number).click()
    one.headed("记进展")
    one.page.wait_for_load_state()
    expect(one.page.locator("input:focus, textarea:focus")).to_have_count(0)
