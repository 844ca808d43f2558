"""Conditions of a list as chips, segments and query strings."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from enforcement.kernel.typed_filters import GivenFilters

NOT_IN_PANEL = {"q", "state"}  # a box and links of their own


def kept(query: QueryDict, names: Iterable[str], **changes: str) -> str:
    """The query string of a list with some conditions changed; a blank one is left out."""
    values = {name: query.get(name, "") for name in names} | changes
    found = QueryDict(mutable=True)
    found.update({name: value for name, value in values.items() if value})
    return found.urlencode()


def given(query: QueryDict, names: Iterable[str]) -> list[tuple[str, str]]:
    """Name and value of every condition that is set, for forms that carry them along."""
    return [(name, value) for name in names if (value := query.get(name, ""))]


def chips(form: forms.Form, query: QueryDict, hidden: Iterable[str] = ()) -> list[dict[str, str]]:
    """A chip for every condition that is set, each with the address of the list without it."""
    return _chips(form.fields, query, list(form.fields), hidden)


def _chips(
    fields: Mapping[str, forms.Field],
    query: QueryDict,
    names: Iterable[str],
    hidden: Iterable[str] = (),
) -> list[dict[str, str]]:
    return [
        {
            "label": f"{field.label}：{_words(field, query.get(name, ''))}",
            "remove_url": "?" + kept(query, names, **{name: ""}),
        }
        for name, field in fields.items()
        if query.get(name) and name not in hidden
    ]


def segments(
    query: QueryDict, names: Iterable[str], name: str, options: Iterable[tuple[str, Any]]
) -> list[dict[str, Any]]:
    """One condition as a row of links, the present one marked."""
    present = query.get(name)
    return [
        {
            "label": label,
            "url": "?" + kept(query, names, **{name: value}),
            "count": None,
            "current": value == present,
        }
        for value, label in options
    ]


def bar(found: GivenFilters, states: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """What the filter bar of a list shows (`_components/filters.html`): search, states, conditions."""
    names = list(type(found).base_filters)
    return {
        "search": found.data.get("q", ""),
        "segments": segments(found.data, names, "state", states),
        "chips": _chips(found.fields, found.data, names, hidden=("state",)),
        "query": kept(found.data, names),
        "kept": given(found.data, names),
    }


def panel(found: GivenFilters) -> dict[str, Any]:
    """What the panel of conditions shows (`_components/conditions.html`).

    On the page it stands open when its address says so, or when a condition in it is wrong.
    """
    names, form = list(type(found).base_filters), found.panel().form
    is_open = "panel" in found.data or bool(form.errors.keys() - NOT_IN_PANEL)
    return {"filter_form": form, "kept": given(found.data, names), "panel_open": is_open}


def _words(field: forms.Field, value: str) -> str:
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.label_from_instance(field.clean(value)))
        except ValidationError:
            return value
    choices = dict(getattr(field, "choices", getattr(field.widget, "choices", ())))
    return str(choices.get(value, value))
