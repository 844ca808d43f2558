"""Tags and filters that every page may use without loading them (a template builtin).

Each component is shown in the gallery at /_components/. Sentences and formats are decided in
enforcement.kernel.figures, daywords, lights and charts; this file only gives them to templates.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enforcement.kernel import charts, daywords, figures, icons, lights, paging

register = template.Library()

register.filter("money_text", figures.money_text)
register.filter("wan", figures.wan_text)
register.filter("count", figures.count_text)
register.filter("rate", figures.rate_text)
register.filter("day", daywords.day_text)
register.filter("table_day", daywords.table_day)
register.filter("short_day", daywords.short_day)
register.filter("moment", daywords.moment_text)
register.filter("clock_time", daywords.clock_time)
register.filter("today_line", daywords.today_line)


@register.filter
def money(value: figures.Figure) -> SafeString:
    """An amount as a figure that does not break; below zero it is red and has a minus."""
    text = figures.money_text(value)
    css = "money is-negative" if text.startswith(figures.MINUS) else "money"
    return SafeString(f'<span class="{css}">{text}</span>')  # digits, or a dash


@register.simple_tag
def days(first: date, last: date) -> str:
    """{% days from to %}: 7月16日至22日."""
    return daywords.days_text(first, last)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """{% icon "lock" %}: an outline icon; "icon-s" as second argument makes it 16 px."""
    return icons.icon(str(name), str(css))


@register.simple_tag
def shape(name: str) -> SafeString:
    """{% shape "square" %}: one of the shapes of the lights, alone."""
    return lights.shape(name)


@register.simple_tag
def pill(text: object, tone: str = "mute") -> SafeString:
    """{% pill "执行中" "info" %}: a state word. Tones: ok warn bad wait info mute outline."""
    return format_html('<span class="tag tag-{}">{}</span>', tone, text)


@register.simple_tag
def light(
    code: str | None, days: int | None = None, words: str = "", explain: str = ""
) -> SafeString:
    """{% light "yellow" 3 %}: a deadline chip. `explain` is the URL of its explanation.

    Codes: green yellow red purple (stopped) done late grey. Words replace the usual sentence.
    """
    return lights.light_chip(str(code or "grey"), days, words, explain)


@register.simple_tag
def submission() -> SafeString:
    """{% submission %}: the hidden key by which a form sent twice makes one record."""
    return format_html('<input type="hidden" name="submission" value="{}">', uuid.uuid4())


@register.simple_tag
def meter(done: int, total: int, label: str = "") -> SafeString:
    """{% meter 1833 2695 "已核对 1,833 行" %}: a bar from zero."""
    return charts.meter(done, total, label)


@register.simple_tag
def span_bars(bars: Sequence[Mapping[str, Any]], days: int) -> SafeString:
    """{% span_bars step.bars step.days %}: deductions drawn to scale."""
    return charts.span_bars(bars, days)


@register.simple_tag
def sparkline(
    values: Sequence[float | None],
    average: float | None = None,
    bad: bool = False,
    whole: bool = False,
    label: str = "",
) -> SafeString:
    """{% sparkline values average=88.6 bad=True label="近 7 周" %}: a small trend; `whole`: counts."""
    return charts.sparkline(values, average, bad=bad, whole=whole, label=label)


@register.inclusion_tag("_components/field.html")
def field(bound: BoundField, span: int = 6, echo: str = "") -> dict[str, Any]:
    """{% field form.due_on 3 %}: label above, 必填, control, hint, error. `span` of 6 columns."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "span": span, "kind": kind, "echo": echo}


@register.inclusion_tag("_components/error_summary.html")
def error_summary(form: BaseForm, title: str = "") -> dict[str, Any]:
    """{% error_summary form %}: what is wrong, one link per field. Nothing when all is well.

    `title` replaces 未保存，有 2 处要改 where nothing was to be saved.
    """
    wrong = [
        (form[name], sentences) for name, sentences in form.errors.items() if name != "__all__"
    ]
    return {
        "title": title,
        "wrong": wrong,
        "general": form.non_field_errors(),
        "total": len(wrong) + len(form.non_field_errors()),
    }


@register.inclusion_tag("_components/pager.html")
def pager(
    first: int, last: int, total: int | None = None, prev: str = "", next: str = "", unit: str = ""
) -> dict[str, Any]:
    """{% pager page.first page.last page.total page.prev page.next %}: 第 1 至 50 件，共 1,372 件.

    No total means more than are counted. `unit`: another counting word than 件.
    """
    page = paging.Page[Any]([], first, last, total, prev, next)
    return {"page": page, "unit": unit or _("件"), "bound": paging.COUNTED_TO}


@register.inclusion_tag("_components/rank_cell.html")
def rank_cell(
    rank: int | None,
    value: str,
    change: int | None = None,
    behind: bool = False,
    url: str = "",
    base: str = "",
    chosen: bool = False,
) -> dict[str, Any]:
    """{% rank_cell 5 "78.78" change=-1 behind=True url=… %}: a <td> of the ranking table.

    `change`: places won (above zero) or lost since last week. `base`: "3/4" when the base is too
    small for a rank. `chosen`: its drawer is open.
    """
    return {
        "rank": rank,
        "value": value,
        "moved": None if change is None else abs(change),
        "up": bool(change and change > 0),
        "behind": behind,
        "url": url,
        "base": base,
        "chosen": chosen,
    }


@register.inclusion_tag("_components/range_cell.html")
def range_cell(value: str, inside: bool | None, url: str = "") -> dict[str, Any]:
    """{% range_cell "78.78" False url=… %}: the same <td> under the 2024 ranges, without ranks."""
    return {"value": value, "inside": inside, "url": url}


@register.filter
def typed(value: object) -> str:
    """A day or moment for an attribute that machines read: 2018-07-24T09:42:00+08:00."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
