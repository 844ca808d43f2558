"""Reads a page as a person without script would use it: forms with their fields, and texts."""

from html.parser import HTMLParser
from typing import Any

VOID = frozenset({"input", "br", "hr", "img", "link", "meta"})


class Form:
    """One form of a page: where it goes, and what it would send as it stands."""

    def __init__(self, attrs: dict[str, str | None]) -> None:
        self.id = attrs.get("id") or ""
        self.action = attrs.get("action") or ""
        self.method = (attrs.get("method") or "get").lower()
        self.fields: dict[str, Any] = {}
        self.names: set[str] = set()


class Page(HTMLParser):
    """Forms and text of an HTML page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._textarea: str | None = None
        self._select: str | None = None
        self.feed(html)

    def form(self, id: str) -> Form:
        """The form with this id."""
        return next(form for form in self.forms if form.id == id)

    def form_with(self, name: str) -> Form:
        """The first form that has a field of this name."""
        return next(form for form in self.forms if name in form.names)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = Form(given)
            self.forms.append(self._form)
        if self._form is None:
            return
        name = given.get("name")
        if name:
            self._form.names.add(name)
        if tag == "input" and name:
            self._input(self._form, name, given)
        elif tag == "textarea" and name:
            self._textarea = name
            self._form.fields[name] = ""
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select:
            self._option(self._form, self._select, given)

    def _option(self, form: Form, name: str, given: dict[str, str | None]) -> None:
        """The chosen one, else the first, as browsers do."""
        if "selected" in given or name not in form.fields:
            form.fields[name] = given.get("value") or ""

    def _input(self, form: Form, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if (kind in ("radio", "checkbox") and "checked" not in given) or kind == "file":
            return
        form.fields[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._textarea:
            self._form.fields[self._textarea] += data.removeprefix("\n")
