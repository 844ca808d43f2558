"""What an app above offers to pages and engines below (ownership.md, joints 3 to 6).

Filled in `AppConfig.ready()`. Every entry names the permission that it needs; a person without it
never sees the entry. Order of registration does not matter: entries are sorted by `order`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypedDict, TypeVar

from django.utils.functional import Promise

Label = str | Promise


class Person(Protocol):
    """What a registry asks of the signed-in user."""

    def holds(self, permission: str, court_id: str | None = None) -> bool: ...


class Entry(Protocol):
    """An offered thing: its permission and its place."""

    @property
    def permission(self) -> str | None: ...

    @property
    def order(self) -> int: ...


E_ = TypeVar("E_", bound=Entry)


@dataclass
class Registry(Generic[E_]):
    """Entries of one kind; `for_user` gives those that the user may see, in order."""

    entries: dict[str, E_] = field(default_factory=dict)

    def register(self, name: str, entry: E_) -> None:
        """Offer an entry under a name; the same name again replaces it (reloading)."""
        self.entries[name] = entry

    def for_user(self, user: Person) -> list[E_]:
        """Entries whose permission the user holds anywhere, sorted."""
        seen = (
            e for e in self.entries.values() if e.permission is None or user.holds(e.permission)
        )
        return sorted(seen, key=lambda entry: entry.order)


@dataclass(frozen=True)
class MenuEntry:
    """A line of the left menu. `roles` as in ui.md section 4; empty means every role."""

    label: Label
    url_name: str
    icon: str
    order: int
    permission: str | None = None
    roles: frozenset[str] = frozenset()
    count: Callable[[Any], tuple[int, bool]] | None = None  # (waiting acts, something overdue)


@dataclass(frozen=True)
class CasePanel:
    """A tab or panel of the case page, loaded as a fragment from `url_name` with the case's id."""

    label: Label
    url_name: str
    order: int
    permission: str | None = None
    count: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class MorningLines:
    """Lines of the morning page: acts waiting for this user, with their clocks."""

    label: Label
    order: int
    lines: Callable[[Any, Any], Sequence[dict[str, Any]]]  # (user, today) -> lines
    permission: str | None = None


@dataclass(frozen=True)
class SearchProvider:
    """A group of the global search: (user, text) -> hits with label, url and why it matched."""

    label: Label
    order: int
    find: Callable[[Any, str], Iterable[dict[str, Any]]]
    permission: str | None = None


class MovedDate(TypedDict):
    """A date that a change would move: of which record, from when to when."""

    court: str  # code of the court
    record: str  # what the record is called, e.g. its number
    url: str
    what: str  # which of its dates, in words
    before: date | None
    after: date | None


class CalendarPreview(Protocol):
    """Streams the dates that differ between the calendar as it is and as it would be."""

    def __call__(self, before: Any, after: Any, /) -> Iterable[MovedDate]: ...


class ParameterPreview(Protocol):
    """Streams the dates that a parameter's new value would move from a day on."""

    def __call__(self, code: str, value: Any, from_on: date, /) -> Iterable[MovedDate]: ...


@dataclass(frozen=True)
class ClockSource:
    """Asked before a calendar or a parameter changes: which of your dates would move?

    `apply` gets the calendar now in force, stores what follows from it in transactions of its own
    and returns how many records changed; it may be called again. `apply_parameter` runs in the
    transaction that sets the value: only terms that start on its day or later can move.
    """

    label: Label
    order: int
    preview: CalendarPreview
    apply: Callable[[Any], int]
    parameters: frozenset[str] = frozenset()  # codes that the source's dates rest on
    preview_parameter: ParameterPreview | None = None
    apply_parameter: Callable[[date], int] | None = None  # what starts on that day or later
    permission: str | None = None


@dataclass(frozen=True)
class FileOwner:
    """Who may open a stored file: asked of the app that owns the record it hangs on."""

    order: int
    may_open: Callable[[Any, Any], bool]  # (user, stored file)
    permission: str | None = None


menu: Registry[MenuEntry] = Registry()
case_panels: Registry[CasePanel] = Registry()
morning: Registry[MorningLines] = Registry()
search: Registry[SearchProvider] = Registry()
clock_sources: Registry[ClockSource] = Registry()
file_owners: Registry[FileOwner] = Registry()
