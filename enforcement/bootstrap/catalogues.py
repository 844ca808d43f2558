"""Which texts belong to which catalogue, and what the sources say. Needs Babel and Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from enforcement.bootstrap.paths import ROOT

APPS = ("courts", "cases", "agreements", "defaulters", "petitions", "performance")
SHARED = "enforcement"  # kernel, office, desk and every template that belongs to no app
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,  # gettext_noop where `_` is gettext
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LEFT_OUT = {"migrations", "bootstrap", "__pycache__"}


@dataclass
class Text:
    """One text of the sources: its key, whether it has a plural, and the files that show it."""

    msgid: str | tuple[str, str]
    context: str | None
    files: set[str] = field(default_factory=set)


Key = tuple[str, str | None]


def path_of(app: str) -> Path:
    """The English catalogue of an app."""
    return ROOT / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read(app: str) -> Catalog:
    """The catalogue as it stands; an empty one when there is none yet."""
    path = path_of(app)
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as source:
        return read_po(source, locale="en")


def texts_of(app: str) -> dict[Key, Text]:
    """Every text that the app's Python files and templates mark for translation."""
    found: dict[Key, Text] = {}
    for path in _sources(app):
        for msgid, context in _extract(path):
            single = msgid if isinstance(msgid, str) else msgid[0]
            text = found.setdefault((single, context), Text(msgid, context))
            if isinstance(msgid, tuple):
                text.msgid = msgid
            text.files.add(str(path.relative_to(ROOT)))
    return found


def _sources(app: str) -> Iterator[Path]:
    for path in sorted((ROOT / app).rglob("*.py")):
        if not LEFT_OUT & set(path.relative_to(ROOT).parts):
            yield path
    templates = ROOT / "templates"
    for path in sorted(templates.rglob("*")):
        owner = path.relative_to(templates).parts[0]
        if path.suffix in {".html", ".txt"} and (owner if owner in APPS else SHARED) == app:
            yield path


def _extract(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left of a template is indented like one; the tokenizer wants no indentation.
        source = re.sub(r"^[ \t]+", "", templatize(source, origin=str(path)), flags=re.MULTILINE)
    stream = BytesIO(source.encode())
    for _line, message, _comments, context in extract("python", stream, KEYWORDS):
        if message:
            yield message if isinstance(message, str) else (message[0], message[1]), context
