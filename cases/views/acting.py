"""The common course of an act: show its form, check it, one service call, back to the case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from courts.http import StaffRequest
from enforcement.kernel.errors import Conflict, InvalidInput, TransitionRefused
from enforcement.office import services as office

page = require_http_methods(["GET", "HEAD", "POST"])
CONFLICT = 409
FAULTY = 422


@dataclass(frozen=True)
class Words:
    """What the page of an act says. `done` may hold %s for the record that the act made."""

    title: str
    verb: str
    done: str
    note: str = ""
    tab: str = ""  # of the case page, where the act shows
    draft: str = ""  # name under which an unfinished form is kept
    effects: tuple[str, ...] = ()  # what will be otherwise, a line each


@dataclass(frozen=True)
class Course:
    """An act under way: its request, case (None while one is being filed), form and words."""

    request: StaffRequest
    case: Case | None
    form: Any
    words: Words
    # After a conflict: (label, what the person typed, what stands now) of each field.
    both: Callable[[], Iterable[tuple[str, str, str]]] | None = None

    def run(self, act: Callable[[dict[str, Any]], Any]) -> HttpResponse:
        """The answer to the request: the form, the form with its faults, or on to the record."""
        if self.request.method != "POST":
            return self._page(200)
        if not self.form.is_valid():
            return self._page(FAULTY)
        try:
            made = act(self.form.cleaned_data)
        except InvalidInput as refusal:
            show_faults(self.form, refusal)
            return self._page(FAULTY)
        except (Conflict, TransitionRefused) as refusal:
            self.form.add_error(None, str(refusal))
            return self._page(CONFLICT, list(self.both()) if self.both else [])
        return self._done(made)

    def _page(self, status: int, both: Iterable[tuple[str, str, str]] = ()) -> HttpResponse:
        context = {
            "case": self.case, "form": self.form, "words": self.words, "both": both,
            "about": self._about(), "draft": self._draft(),
            "keep": keep(self.request),
        }  # fmt: skip
        return render(self.request, "cases/act.html", context, status=status)

    def _done(self, made: Any) -> HttpResponse:
        if self.words.draft:
            office.discard_draft(form=self.words.draft, about=self._about(), by=self.request.user)
        done = self.words.done
        messages.success(self.request, done % made if "%s" in done else done)
        case = made if isinstance(made, Case) else self.case
        if case is None:
            return redirect("cases:case_list")
        return to_case(self.request, case, self.words.tab)

    def _about(self) -> str:
        return str(self.case.pk) if self.case else "new"

    def _draft(self) -> dict[str, Any] | None:
        """The note about a draft, with the form filled from it; none once the form was sent."""
        if not self.words.draft or self.form.is_bound:
            return None
        found = office.read_draft(form=self.words.draft, about=self._about(), by=self.request.user)
        if found is None:
            return None
        fill(self.form, found[0])
        return draft_note(self.words.draft, self._about(), found[1])


def withdrawal(what: str, tab: str) -> Words:
    """What the page says that takes an entry back."""
    return Words(
        _("撤销登记"), _("撤销登记"), _("已撤销。"), tab=tab,
        note=_("撤销：%s。录错的才撤销；撤销后本页不再有这一条，内容和理由留在操作记录里。") % what,
    )  # fmt: skip


def bound(request: StaffRequest, form: Any, **options: Any) -> Any:
    """The form, bound when it was sent."""
    return form(request.POST if request.method == "POST" else None, **options)


def draft_note(form: str, about: str, saved_at: datetime) -> dict[str, Any]:
    """What _components/draft_note.html needs."""
    return {"saved_at": saved_at, "discard_url": reverse("cases:draft_discard", args=[form, about])}


def fill(form: Any, fields: dict[str, str]) -> None:
    """Show what a draft kept. Keys and versions are the page's own, never the draft's."""
    shown = {field.name for field in form.visible_fields()}
    form.initial |= {name: value for name, value in fields.items() if name in shown}


def show_faults(form: Any, refusal: InvalidInput) -> None:
    """Put the sentences of a service under the fields they belong to."""
    for name, sentence in refusal.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not refusal.fields:
        form.add_error(None, str(refusal))


def to_case(request: StaffRequest, case: Case, tab: str = "") -> HttpResponse:
    """Back to the case, on the tab where the act shows, at its place in the list."""
    return redirect(case.get_absolute_url() + keep(request, tab))


def keep(request: StaffRequest, tab: str = "") -> str:
    """The query that an address carries on: the tab, and the walk through the list (ui.md 7)."""
    query = {"tab": tab, "walk": request.GET.get("walk", "")}
    given = urlencode({name: value for name, value in query.items() if value})
    return f"?{given}" if given else ""
