"""Audit events told in plain words, beside each record and on the page of all events.

The words of a change come from the field's own name in the model, or from `describe_facts`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DecimalField, Field, Model
from django.utils import translation
from django.utils.translation import gettext as _

from enforcement.kernel.audit.words import fact_order, fact_word, sentence, value_words
from enforcement.kernel.figures import money_text
from enforcement.kernel.models import AuditEvent

LONGEST = 120  # characters of one value; the whole is in the event
BEFORE_AND_AFTER = 2
CENTS = 2  # places of an amount in yuan


@dataclass(frozen=True)
class ToldEvent:
    """An event as a page shows it: who, as what, did what, to which record, from what to what."""

    id: int
    at: datetime
    actor_name: str
    post: str
    act: str
    words: str
    object_type: str
    object_id: str
    object_label: str
    court_code: str
    changes_words: str
    reason: str
    request_id: str


def events_for(
    object_type: str, object_id: str, limit: int = 50, *, courts: Collection[str] | None = None
) -> list[ToldEvent]:
    """The last events of one record, newest first: one query. `object_type` as in `cases.Case`.

    Whether the viewer may see the record is the caller's question. `courts`: only what stands on
    the records of these courts; None: all.
    """
    events = AuditEvent.objects.filter(object_type=object_type, object_id=object_id)
    if courts is not None:
        events = events.filter(court_code__in=courts)
    return tell(events.order_by("-id")[:limit])


def tell(events: Iterable[AuditEvent]) -> list[ToldEvent]:
    """The same events in words."""
    return [_told(event) for event in events]


def changes_in_words(object_type: str, changes: Mapping[str, Any]) -> str:
    """`{"officer": ["", "张三"]}` of a case as `承办人：— → 张三`."""
    told = {name: value for name, value in changes.items() if value not in (None, "", [])}
    parts = [_change(object_type, name, told[name]) for name in sorted(told, key=fact_order)]
    return _("；").join(parts)


def _told(event: AuditEvent) -> ToldEvent:
    return ToldEvent(
        id=event.pk,
        at=event.at,
        actor_name=event.actor_name if event.actor_id else _("系统"),
        post=event.post,
        act=event.act,
        words=sentence(event.act),
        object_type=event.object_type,
        object_id=event.object_id,
        object_label=event.object_label,
        court_code=event.court_code,
        changes_words=changes_in_words(event.object_type, event.changes),
        reason=event.reason,
        request_id=event.request_id,
    )


def _change(object_type: str, name: str, value: Any) -> str:
    field = _field(object_type, name)
    label = fact_word(name) or (field.verbose_name if field else _(name))
    if isinstance(value, list) and len(value) == BEFORE_AND_AFTER:
        before, after = (_value(name, field, each) for each in value)
        return _("%(label)s：%(before)s → %(after)s") % {
            "label": label, "before": before, "after": after,
        }  # fmt: skip
    return _("%(label)s：%(value)s") % {"label": label, "value": _value(name, field, value)}


def _value(name: str, field: "Field[Any, Any] | None", value: Any) -> str:
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(_value(name, field, each) for each in value)
    if isinstance(value, Mapping):
        pairs = ((fact_word(key) or _(key), each) for key, each in value.items())
        return _("、").join(f"{key} {_value('', None, each)}" for key, each in pairs)
    choices = dict(field.flatchoices) if field is not None else {}
    if value in choices:  # the field may be a neighbour's of the same name, with other choices
        return str(choices[value])
    if isinstance(field, DecimalField) and field.decimal_places == CENTS:
        return money_text(value)
    text = value_words(name, value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


@cache
def _field(object_type: str, name: str) -> "Field[Any, Any] | None":
    """The model's field of that name, else one of a neighbour in the same app.

    Facts of a party, say, stand in events about its case. Only fields that somebody named count.
    """
    app_label, dot, _model = object_type.partition(".")
    if not dot:
        return None
    try:
        own = apps.get_model(object_type)
        neighbours = apps.get_app_config(app_label).get_models()
    except LookupError:
        return None
    with translation.override(None):  # a translated name may look like the field's own
        return next((found for model in (own, *neighbours) if (found := _named(model, name))), None)


def _named(model: type[Model], name: str) -> "Field[Any, Any] | None":
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    is_named = isinstance(field, Field) and str(field.verbose_name) != name.replace("_", " ")
    return field if is_named else None  # type: ignore[return-value]  # narrowed by is_named
