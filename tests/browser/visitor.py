"""A person before a browser: finds things by the words on them, types only the first address."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.watching import Watch
from tests.factories.courts import PASSWORD


@dataclass
class Visitor:
    """One browser window with its own cookies. `page` is for what the words here do not cover."""

    page: Page
    watch: Watch
    site: str

    def arrive(self) -> "Visitor":
        """Type the one address that a person knows."""
        self.page.goto(self.site)
        return self

    def log_in(self, user: object) -> "Visitor":
        """Come to the site, sign in by the form."""
        self.arrive()
        self.fill("用户名", user.username)  # type: ignore[attr-defined]  # any of the cast
        self.fill("密码", PASSWORD)
        self.button("登录").click()
        expect(self.page.get_by_role("navigation").filter(visible=True).first).to_be_visible()
        return self

    def log_out(self) -> None:
        """By the menu of the person."""
        self.page.locator("summary", has_text="我的菜单").click()
        self.button("退出").click()
        expect(self.button("登录")).to_be_visible()

    def menu(self, name: str) -> None:
        """Open an entry of the main menu."""
        menu = self.page.get_by_role("navigation", name="主菜单")
        menu.get_by_role("link", name=name, exact=True).click()

    def tab(self, name: str) -> None:
        """Open an entry of the bar at the foot of a phone."""
        self.page.get_by_role("navigation", name="手机菜单").get_by_role("link", name=name).click()

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        """The field whose label begins so; a required one carries a further word."""
        return self.page.get_by_label(re.compile("^" + re.escape(label))).filter(visible=True).first

    def button(self, name: str) -> Locator:
        """The button with this word."""
        return self.page.get_by_role("button", name=name, exact=True).filter(visible=True).first

    def link(self, name: str) -> Locator:
        """The link with this word."""
        return self.page.get_by_role("link", name=name, exact=True).filter(visible=True).first

    def sees(self, text: str) -> None:
        """The words are to be read somewhere on the page."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def sees_not(self, text: str) -> None:
        """The words are nowhere to be read."""
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    def headed(self, text: str) -> None:
        """The page's title says so."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)
        self.page.wait_for_load_state("load")  # the page's keys come with its scripts

    def download(self, control: Locator, folder: Path) -> Path:
        """Press something that gives a file; where the file now lies."""
        with self.page.expect_download() as began:
            control.click()
        file: Download = began.value
        target = folder / file.suggested_filename
        file.save_as(target)
        return target
