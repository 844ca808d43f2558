"""Finds Chinese in a page that says it is English."""

import re
from html.parser import HTMLParser

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# Case numbers stay Chinese in every language (ui.md section 6), and so do the courts' codes.
CODES = re.compile(
    r"[(（]\d{4}[)）][\u4e00-\u9fff]\d{0,4}[\u4e00-\u9fff]{1,3}\d+号|最高法|赣\d{0,4}"
)
READ_ATTRIBUTES = frozenset(
    {"title", "alt", "placeholder", "aria-label", "aria-description", "label"}
)
SAID_BY_SCRIPT = re.compile(r"data-[a-z-]+")  # sentences that scripts put on the page
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area"})


def chinese_in(html: str) -> list[str]:
    """Chinese that a reader of the page would meet, in the order of the page.

    Parts marked lang="zh-Hans" are meant to be Chinese. Values of fields and addresses are not
    read: what was typed and where a link leads is data.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []  # element, and whether Chinese is meant in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        meant = self._meant() or (given.get("lang") or "").lower().startswith("zh")
        if tag not in VOID:
            self.open.append((tag, meant))
        if not meant:
            self._read_attributes(tag, given)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in {name for name, _ in self.open}:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._meant() and not self._inside("script", "style", "textarea"):
            self._note(data)

    def _read_attributes(self, tag: str, given: dict[str, str | None]) -> None:
        for name, value in given.items():
            is_button = tag == "input" and name == "value" and given.get("type") == "submit"
            if name in READ_ATTRIBUTES or SAID_BY_SCRIPT.fullmatch(name) or is_button:
                self._note(value or "", f"{name}=")

    def _note(self, text: str, where: str = "") -> None:
        if HAN.search(CODES.sub("", text)):
            self.found.append(where + " ".join(text.split()))

    def _meant(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def _inside(self, *names: str) -> bool:
        return any(name in names for name, _ in self.open)
