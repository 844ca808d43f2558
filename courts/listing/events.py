"""The list of audit events that somebody may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from courts.filters import EventFilter
from courts.models import Court, User
from courts.selectors.events import events_visible_to
from enforcement.kernel import conditions, paging
from enforcement.kernel.audit.reading import ToldEvent, tell
from enforcement.kernel.exporting import Export
from enforcement.kernel.http import text_of
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.paging import Order
from enforcement.kernel.tabular import Kind

ORDER = Order("id", descending=True)
STATE = ("q", "court", "person", "act", "kind", "from_on", "to_on", "object", "parent")


@dataclass(frozen=True)
class EventList:
    """The events of a query string."""

    user: User
    query: QueryDict
    filter: EventFilter

    @property
    def rows(self) -> QuerySet[AuditEvent]:
        """The events in no order; none while a condition is wrong."""
        found = self.filter.qs if self.filter.is_valid() else AuditEvent.objects.none()
        kind, colon, pk = text_of(self.query, "object").partition(":")
        if colon:  # every act on one record
            found = found.filter(object_type=kind, object_id=pk)
        parent = self.query.get("parent", "")
        if parent.isdigit() and len(parent) < 19:  # the records of one bulk act
            found = found.filter(parent_id=int(parent))
        return found

    def page(self) -> paging.Page[AuditEvent]:
        """The page that the query names."""
        return paging.paginate(self.rows, ORDER, self.query)

    def chips(self) -> list[dict[str, str]]:
        """The conditions that are set."""
        found = conditions.chips(self.filter.form, self.query)
        for name, label in (("object", _("同一对象的全部记录")), ("parent", _("同一批操作"))):
            if self.query.get(name):
                rest = conditions.kept(self.query, STATE, **{name: ""})
                found.append({"label": label, "remove_url": f"?{rest}"})
        return found

    def given(self) -> list[tuple[str, str]]:
        """The conditions that are set, for forms that carry them along."""
        return conditions.given(self.query, STATE)

    def query_string(self) -> str:
        """The conditions, for the export."""
        return conditions.kept(self.query, STATE)


def event_list(user: User, query: QueryDict) -> EventList:
    """The list for a query string; a wrong day shows nothing and says so in the filter."""
    return EventList(user, query, EventFilter(query, events_visible_to(user), user=user))


def told_rows(events: list[AuditEvent]) -> list[dict[str, Any]]:
    """Events of a page in words, with the name of their court: one query."""
    names = court_names({event.court_code for event in events})
    parents = {event.pk: event.parent_id for event in events}
    return [
        {"event": told, "court": names.get(told.court_code, ""), "parent": parents[told.id]}
        for told in tell(events)
    ]


def court_names(codes: set[str]) -> dict[str, str]:
    """Names of courts by code."""
    return dict(Court.objects.filter(code__in=codes).values_list("code", "name"))


def export_events(user: User, query: QueryDict) -> Export:
    """The list as a sheet."""
    found = event_list(user, query).rows
    header = [
        _("时间"), _("人员"), _("当时岗位"), _("做了什么"), _("对象"), _("法院代字"), _("变化"),
        _("理由"), _("请求编号"),
    ]  # fmt: skip
    kinds = [Kind.DATETIME, *[Kind.TEXT] * 8]
    return Export(_("操作记录"), header, kinds, _rows(found), found.count())


def _rows(events: QuerySet[AuditEvent]) -> Iterator[tuple[Any, ...]]:
    for event in paging.sorted_by(events, ORDER).iterator(chunk_size=2000):
        yield _cells(tell([event])[0])


def _cells(told: ToldEvent) -> tuple[Any, ...]:
    return (
        told.at, told.actor_name, told.post, told.words, told.object_label, told.court_code,
        told.changes_words, told.reason, told.request_id,
    )  # fmt: skip
