"""Which frozen week a query string asks for, among those that the user may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from courts.models import User
from performance.enums import Window
from performance.models import Snapshot

LISTED = 400  # versions of the last years that the week picker knows
DAYS_BEFORE = timedelta(days=6)
WEEK = timedelta(days=7)


class WeekState(NamedTuple):
    """Which weekly page a figure was opened from. Court and week follow from the figure itself."""

    window: Window = Window.YTD
    only_behind: bool = False
    pinned: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """As the address of a figure carries it."""
        return cls(window_of(query), query.get("behind") == "1", query.get("pinned") == "1")

    @property
    def parts(self) -> dict[str, str]:
        """Names and values in the address of a figure; usual ones are left out."""
        return {
            **({} if self.window is Window.YTD else {"window": self.window.value}),
            **({"behind": "1"} if self.only_behind else {}),
            **({"pinned": "1"} if self.pinned else {}),
        }

    @property
    def query(self) -> str:
        """The parts as a query string."""
        return f"?{urlencode(self.parts)}" if self.parts else ""


USUAL = WeekState()


class Listed(NamedTuple):
    """A frozen week as the week picker lists it."""

    pk: int
    district: str
    district_name: str
    path: str
    week_ending: date
    version: int
    taken_at: Any
    taken_by: str | None
    reason: str
    seal: str


@dataclass(frozen=True)
class Choice:
    """The week on show, with its neighbours. `snapshot` is None while nothing was frozen."""

    snapshot: Snapshot | None
    window: Window
    only_behind: bool
    pinned: bool  # the address names the version
    weeks: Sequence[Listed]  # last versions of the district, newest first
    versions: Sequence[Listed]  # of the week, newest first
    districts: Sequence[Listed]  # one of each district that the user may see
    previous: Listed | None  # the week before, last version

    @property
    def monday(self) -> date | None:
        """First day of the week on show."""
        return self.snapshot.week_ending - DAYS_BEFORE if self.snapshot else None

    def query(self, **changes: Any) -> str:
        """The query string of this view, with changes; what has its usual value is left out."""
        kept = {
            "court": self.snapshot.district_id if self.snapshot else "",
            "week": self.snapshot.week_ending.isoformat() if self.snapshot else "",
            "version": str(self.snapshot.version) if self.snapshot and self.pinned else "",
            "window": "" if self.window is Window.YTD else self.window.value,
            "behind": "1" if self.only_behind else "",
            **{name: str(value or "") for name, value in changes.items()},
        }
        state = QueryDict(mutable=True)
        state.update({name: value for name, value in kept.items() if value})
        return "?" + state.urlencode()

    @property
    def replaced_by(self) -> Listed | None:
        """The last version of the week, where an older one is on show."""
        last = self.versions[0] if self.versions else None
        return last if last and self.snapshot and last.pk != self.snapshot.pk else None

    @property
    def state(self) -> str:
        """What the addresses of figures carry, so that the way back leads to this very page."""
        return WeekState(self.window, self.only_behind, self.pinned).query


def choose(user: User, query: QueryDict) -> Choice:
    """The week that a query string names; without one the last frozen week of the own district.

    Raises Http404 for a week that was not frozen or that the user may not see.
    """
    listed = _listed(user)
    districts = list({each.district: each for each in reversed(listed)}.values())
    code = query.get("court") or _home(user, districts)
    own = [each for each in listed if each.district == code]
    weeks = list({each.week_ending: each for each in reversed(own)}.values())[::-1]
    snapshot = _chosen(user, query, code, own)
    week = snapshot.week_ending if snapshot else None
    return Choice(
        snapshot=snapshot,
        window=window_of(query),
        only_behind=query.get("behind") == "1",
        pinned=bool(query.get("version")),
        weeks=weeks,
        versions=[each for each in own if each.week_ending == week],
        districts=districts,
        previous=_previous(weeks, week),
    )


def _listed(user: User) -> list[Listed]:
    rows = Snapshot.objects.visible_to(user).order_by("-week_ending", "-version").values_list(
        "pk", "district_id", "district__name", "district__path", "week_ending", "version",
        "taken_at", "taken_by__name", "reason", "seal",
    )  # fmt: skip
    return [Listed(*row) for row in rows[:LISTED]]


def _home(user: User, districts: Iterable[Listed]) -> str:
    """The narrowest district that the user's main court lies in, else the first."""
    main = user.access.main
    court = main.court_id if main else ""
    around = [each for each in districts if court in each.path.split("/") or each.district == court]
    narrow = sorted(around or districts, key=lambda each: (-len(each.path), each.path))
    return narrow[0].district if narrow else ""


def _chosen(user: User, query: QueryDict, code: str, own: Sequence[Listed]) -> Snapshot | None:
    asked = [each for each in own if _is_asked(each, query)]
    if not own and not any(query.get(name) for name in ("court", "week", "version")):
        return None
    pk = asked[0].pk if asked else None
    visible = Snapshot.objects.visible_to(user).select_related("district", "taken_by")
    return get_object_or_404(visible, pk=pk)


def _is_asked(listed: Listed, query: QueryDict) -> bool:
    week, version = query.get("week"), query.get("version")
    return (not week or listed.week_ending.isoformat() == week) and (
        not version or str(listed.version) == version
    )


def window_of(query: QueryDict) -> Window:
    """The window that a query string names; without one the year so far."""
    text = query.get("window")
    return Window(text) if text in Window.values else Window.YTD


def _previous(weeks: Sequence[Listed], week: date | None) -> Listed | None:
    before = week - WEEK if week else None
    return next((each for each in weeks if each.week_ending == before), None)
