"""What stands on the tabs of a case page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases import forms, permissions, selectors
from cases.explanations import chip, seal_words
from cases.models import Case, Progress
from cases.rules.lights import seal_light
from cases.selectors.timeline import MOST
from cases.views import money_tab
from cases.views.acting import draft_note
from cases.views.nodes import due_nodes, node_rows
from courts.models import User
from enforcement.kernel import clock
from enforcement.kernel.audit.reading import events_for
from enforcement.kernel.daywords import moment_text
from enforcement.office import services as office

HISTORY = 100


def content(user: User, case: Any, tab: str) -> dict[str, Any]:
    """The context of one tab. `case` as `selectors.with_lists` reads it."""
    return _TABS[tab](user, case)


def _overview(user: User, case: Any) -> dict[str, Any]:
    today = clock.today()
    nodes = node_rows(case, today)
    return {
        **_timeline(user, case, selectors.TIMELINE),
        **_quick_form(user, case, due_nodes(nodes)),
        "nodes": [row for row in nodes if row["done"] is None and case.is_open],
        "done_nodes": sum(1 for row in nodes if row["done"] is not None),
        "seals": [row for row in _seals(case, today) if row["is_watched"]],
        "balance": money_tab.balance(case),
    }


def _progress(user: User, case: Any) -> dict[str, Any]:
    nodes = node_rows(case, clock.today())
    return {**_timeline(user, case, MOST), **_quick_form(user, case, due_nodes(nodes))}


def _nodes(user: User, case: Any) -> dict[str, Any]:
    return {"nodes": node_rows(case, clock.today()), "limit_events": case.limit_rows}


def _seal_tab(user: User, case: Any) -> dict[str, Any]:
    return {"seals": _seals(case, clock.today())}


def _money(user: User, case: Any) -> dict[str, Any]:
    return {"balance": money_tab.balance(case), "receipts": money_tab.receipts(case, clock.today())}


def _parties(user: User, case: Any) -> dict[str, Any]:
    return {}


def _history(user: User, case: Any) -> dict[str, Any]:
    return {"events": events_for("cases.Case", str(case.pk), HISTORY)}


_TABS: dict[str, Callable[[User, Any], dict[str, Any]]] = {
    "overview": _overview,
    "progress": _progress,
    "nodes": _nodes,
    "seals": _seal_tab,
    "money": _money,
    "parties": _parties,
    "history": _history,
}
TABS = tuple(_TABS)


def _timeline(user: User, case: Case, limit: int) -> dict[str, Any]:
    entries = selectors.timeline(case, limit=limit)
    items = [_item(user, case, each, entries.corrections[each.pk]) for each in entries.shown]
    return {"timeline": items, "has_more": entries.has_more}


def _item(user: User, case: Case, entry: Progress, corrections: list[Progress]) -> dict[str, Any]:
    last = corrections[-1] if corrections else entry
    return {
        **_told(entry),
        "struck": bool(corrections),
        "corrections": [
            {**_told(each), "at": each.recorded_at, "struck": each is not last}
            for each in corrections
        ],
        # Only the newest wording can be corrected.
        "correct_url": reverse("cases:progress_correct", args=[case.pk, last.pk])
        if permissions.can_correct(user, case, last)
        else "",
    }


def _told(entry: Any) -> dict[str, Any]:
    node = _("【%s】") % _(entry.node) if entry.node else ""
    result = _("（%s）") % _(entry.result) if entry.result else ""
    return {
        "at": entry.at,
        "author": entry.by_name or _("台账导入"),
        "by_system": not entry.by_name,
        "text": f"{node}{entry.text}{result}",
        "place": entry.place,
        "links": [
            {"url": reverse("desk:file", args=[row["id"]]), "label": _photo(row)}
            for row in entry.file_rows
        ],
    }


def _photo(row: dict[str, Any]) -> str:
    """The file's name, with the time at which the picture was taken."""
    taken = parse_datetime(row["taken_at"]) if row["taken_at"] else None
    if taken is None:
        return str(row["name"])
    return _("%(name)s（%(at)s 拍）") % {"name": row["name"], "at": moment_text(taken)}


def _quick_form(user: User, case: Case, first: list[str]) -> dict[str, Any]:
    """The form on the page itself, with what its draft kept."""
    if not permissions.can_edit(user, case):
        return {}
    found = office.read_draft(form="progress", about=str(case.pk), by=user)
    kept = {name: found[0].get(name, "") for name in ("node", "text")} if found else {}
    form = forms.ProgressForm(initial=kept, first=first)
    draft = draft_note("progress", str(case.pk), found[1]) if found else None
    return {"progress_form": form, "draft": draft}


def _seals(case: Any, today: date) -> list[dict[str, Any]]:
    """Seals in force first; renewed and released ones after them, without a light."""
    rows = [_seal(row, today) for row in selectors.seal_rows(case.seal_rows)]
    return sorted(rows, key=lambda row: (not row["is_watched"], row["to_on"]))


def _seal(row: dict[str, Any], today: date) -> dict[str, Any]:
    ends_on = selectors.day_of(row["to_on"])
    return {
        **row,
        "is_watched": not row["released_on"] and not row["is_renewed"],
        "light": chip(seal_light(ends_on, today)),
        "words": seal_words(ends_on, today),
    }
