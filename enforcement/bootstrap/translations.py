"""The English catalogues: `python -m enforcement.bootstrap.translations compile|extract|check`.

The one part of the set-up that runs inside the virtual environment: it needs Babel and Django.
"""

import os
import re
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from enforcement.bootstrap import catalogues
from enforcement.bootstrap.catalogues import APPS, SHARED, Key, Text
from enforcement.bootstrap.paths import ROOT
from enforcement.bootstrap.setup import is_stale

HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)\}|%([sd])")


def compile_all() -> int:
    """Compile every catalogue whose compiled form is older."""
    for po in ROOT.glob("*/locale/*/LC_MESSAGES/django.po"):
        if is_stale(po):
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parts[-3])
            fresh = po.with_suffix(f".{os.getpid()}")
            with fresh.open("wb") as target:
                write_mo(target, catalogue)
            fresh.replace(po.with_suffix(".mo"))
    return 0


def extract_all() -> int:
    """Bring each catalogue up to the sources; existing translations are kept, also moved ones."""
    known = {app: catalogues.read(app) for app in (*APPS, SHARED)}
    for app, catalogue in known.items():
        texts = catalogues.texts_of(app)
        if texts or catalogues.path_of(app).exists():
            _write(app, _updated(texts, [catalogue, *known.values()]))
    return 0


def check_all() -> int:
    """Say which texts have no complete English; 1 when there is one."""
    complaints = [line for app in (*APPS, SHARED) for line in _complaints(app)]
    print(*complaints, sep="\n" if complaints else "", end="\n" if complaints else "")
    if complaints:
        print(f"{len(complaints)} texts to mend: python -m {__spec__.name} extract, then translate")
    return 1 if complaints else 0


def _updated(texts: dict[Key, Text], known: list[Catalog]) -> Catalog:
    fresh = Catalog(locale="en")
    for (single, context), text in texts.items():
        before = [found for each in known if (found := each.get(single, context))]
        translated = [message for message in before if _is_done(message)]
        string = _fitting(text, (translated or before or [Message(single)])[0])
        fresh.add(text.msgid, string, context=context)
    return fresh


def _fitting(text: Text, message: Message) -> str | tuple[str, ...]:
    """The kept translation in the form that the text has now, with or without a plural."""
    strings = _strings(message)
    return (strings[0], strings[-1]) if isinstance(text.msgid, tuple) else strings[0]


def _write(app: str, catalogue: Catalog) -> None:
    path = catalogues.path_of(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        target.write(HEADER.encode())
        write_po(target, catalogue, no_location=True, omit_header=True, sort_output=True, width=100)


def _complaints(app: str) -> Iterator[str]:
    catalogue, texts = catalogues.read(app), catalogues.texts_of(app)
    name = catalogues.path_of(app).relative_to(ROOT)
    for (single, context), text in sorted(texts.items(), key=lambda item: str(item[0])):
        message = catalogue.get(single, context)
        fault = _fault(single, message)
        if fault:
            yield f"{name}: {fault}: {single!r} ({', '.join(sorted(text.files))})"
    for message in catalogue:
        if message.id and _key(message) not in texts:
            yield f"{name}: no longer used: {message.id!r}"


def _fault(single: str, message: Message | None) -> str:
    if not HAN.search(single):
        return ""  # reads the same in both languages
    if message is None:
        return "missing"
    if message.fuzzy:
        return "fuzzy"
    if not _is_done(message):
        return "not translated"
    differing = any(_placeholders(each) - _placeholders(single) for each in _strings(message))
    return "another placeholder" if differing else ""


def _is_done(message: Message) -> bool:
    return not message.fuzzy and all(_strings(message))


def _strings(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def _key(message: Message) -> Key:
    single = message.id if isinstance(message.id, str) else message.id[0]
    return single, message.context


ACTIONS = {"compile": compile_all, "extract": extract_all, "check": check_all}


def main(arguments: list[str]) -> None:
    """The command line of this module."""
    if len(arguments) != 1 or arguments[0] not in ACTIONS:
        sys.exit(f"usage: python -m {__spec__.name} {'|'.join(ACTIONS)}")
    sys.exit(ACTIONS[arguments[0]]())


if __name__ == "__main__":
    main(sys.argv[1:])
