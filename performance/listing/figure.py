"""One figure opened: its two parts, rank, trend, and the records behind it (ui.md section 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from courts.models import Court, User
from performance import permissions, selectors
from performance.enums import Scope, Source, Window
from performance.evidence.opening import Opened, shelves
from performance.evidence.takings import Taking
from performance.indicators import BY_CODE, Bounds, Indicator
from performance.listing.choice import USUAL, WeekState
from performance.listing.labels import reason_labels
from performance.listing.table import TOTAL, short_name, total_label
from performance.listing.weeks import Stored, averages_of, by_week, last_sundays, stored_weeks
from performance.models import Snapshot
from performance.parameters import Parameters
from performance.selectors import RankedFigure


@dataclass(frozen=True)
class OpenFigure:
    """A figure of a court or of the district, with all courts' figures of the last weeks."""

    user: User
    snapshot: Snapshot
    indicator: Indicator
    window: Window
    court: str  # "" for the district
    stored: Sequence[Stored]
    averages: Mapping[date, Decimal]
    state: WeekState = USUAL  # of the weekly page it was opened from

    @property
    def key(self) -> tuple[str, str]:
        """Scope and court of its row."""
        if self.court:
            return Scope.COURT.value, self.court
        return Scope.DISTRICT.value, self.snapshot.district_id

    @cached_property
    def ranked(self) -> Mapping[tuple[str, str], RankedFigure]:
        """All courts' figures of this week with ranks, by scope and court."""
        mine = [each for each in self.stored if each.snapshot == self.snapshot.pk]
        levels = {each.row.court: each.level for each in mine}
        average = self.averages.get(self.snapshot.week_ending)
        averages = {} if average is None else {self.indicator.code: average}
        parameters = Parameters.of(self.snapshot.parameters)
        rows = selectors.ranked([each.row for each in mine], levels, parameters, averages)
        return {row.figure[:2]: row for row in rows if row.figure.indicator == self.indicator.code}

    @property
    def figure(self) -> RankedFigure:
        """The figure itself."""
        return self.ranked[self.key]

    @property
    def title(self) -> str:
        """Place and indicator."""
        return f"{self.place_name} · {self.indicator.title}"

    @property
    def replaced_by(self) -> Stored | None:
        """A figure of the version that replaced this one; None while this is the last."""
        week = [e for e in self.stored if e.week_ending == self.snapshot.week_ending]
        last = max(week, key=lambda each: each.version)
        return None if last.snapshot == self.snapshot.pk else last

    @property
    def place_name(self) -> str:
        """The court's short name, or the words for the district."""
        return self.names[self.court] if self.court else total_label(self.snapshot.district)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Short names of the courts by code."""
        courts = {each.row.court: each for each in self.stored}
        return {
            code: short_name(Court(name=each.court_name, level=each.level))
            for code, each in courts.items()
        }

    def worded(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A record with reason and court in words."""
        return {
            **row,
            "reason": self._reasons.get(row["reason"], row["reason"]),
            "court_code": self.names[row["court_code"]],
        }

    @cached_property
    def _reasons(self) -> Mapping[str, str]:
        return reason_labels(self.indicator)

    @property
    def places(self) -> int:
        """How many courts of this level are ranked."""
        levels = {each.row.court: each.level for each in self.stored}
        mine = levels[self.key[1]]
        ranked = [row for row in self.ranked.values() if row.rank is not None]
        return sum(levels[row.figure.court] == mine for row in ranked)

    @property
    def average(self) -> Decimal | None:
        """The provincial average of this week, in the indicator's own window."""
        is_own = self.window is self.indicator.own_window
        return self.averages.get(self.snapshot.week_ending) if is_own else None

    @property
    def distance(self) -> Decimal | None:
        """Value minus average, as printed."""
        if self.average is None or self.figure.value is None:
            return None
        return self.figure.value - self.average

    @property
    def trend(self) -> list[RankedFigure | None]:
        """The last weeks up to this one; None for a week that was not frozen."""
        code = self.indicator.code
        mine = (e for e in self.stored if e.row[:2] == self.key and e.row.indicator == code)
        found = by_week(mine, self.snapshot)
        sundays = last_sundays(self.snapshot.week_ending)
        return [self._valued(found.get(sunday)) for sunday in sundays]

    def _valued(self, stored: Stored | None) -> RankedFigure | None:
        if stored is None:
            return None
        return selectors.ranked([stored.row], {stored.row.court: stored.level}, Parameters(), {})[0]

    # Records ------------------------------------------------------------------------------------

    @property
    def courts(self) -> tuple[str, ...]:
        """Courts that the figure covers."""
        if self.court:
            return (self.court,)
        mine = {each.row.court: None for each in self.stored if each.snapshot == self.snapshot.pk}
        return tuple(mine)

    @property
    def opened(self) -> Opened:
        """The records behind it."""
        parameters = Parameters.of(self.snapshot.parameters)
        taking = Taking(
            self.snapshot.district_id, self.courts, Bounds.of(self.snapshot.week_ending), parameters
        )
        return Opened(taking, self.snapshot.pk, self.indicator, self.window, self.courts)

    @property
    def may_list(self) -> bool:
        """Whether this person may see the records: all courts and kinds of them."""
        kinds = {shelf.relation.source for shelf in shelves(self.indicator)}
        return all(
            permissions.can_list(
                self.user, frozenset(self.courts), petitions=kind is Source.PETITION
            )
            for kind in kinds
        )

    @property
    def may_export(self) -> bool:
        """Whether this person may take the list of records along."""
        return self.may_list and permissions.can_export(self.user, frozenset(self.courts))


def open_figure(
    user: User, place: tuple[int, str, str, str], state: WeekState = USUAL
) -> OpenFigure:
    """The figure at an address: snapshot, indicator, window, court or total. Http404 for none."""
    pk, code, window, court = place
    indicator = BY_CODE.get(code)
    if indicator is None or window not in indicator.windows:
        raise Http404
    visible = Snapshot.objects.visible_to(user).select_related("district", "taken_by")
    snapshot = get_object_or_404(visible, pk=pk)
    court = "" if court == TOTAL else court
    figure = OpenFigure(
        user, snapshot, indicator, Window(window), court,
        stored_weeks(snapshot, indicator, window), averages_of(snapshot, indicator), state,
    )  # fmt: skip
    if figure.key not in figure.ranked:
        raise Http404
    return figure
