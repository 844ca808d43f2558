"""What the tags of every page write: money, days, lights, pager, rank cell, fields."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.template import engines
from django.utils import translation

from enforcement.kernel import charts, daywords, figures

pytestmark = pytest.mark.usefixtures("a_day_in_2018")


@pytest.fixture
def a_day_in_2018():
    """Tuesday 2018-07-24, the day of the pictures."""
    with time_machine.travel(datetime(2018, 7, 24, 1, 42, tzinfo=UTC), tick=False):
        yield


def written(source: str, **context: object) -> str:
    """What a template writes, in one line."""
    return re.sub(r"\s+", " ", engines["django"].from_string(source).render(context)).strip()


def words(source: str, **context: object) -> str:
    """The same without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", written(source, **context))).strip()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("862400"), "862,400.00"),
        ("0", "0.00"),
        (0, "0.00"),
        (None, "—"),
        ("", "—"),
        (Decimal("-1200"), "−1,200.00"),
        (Decimal("-0.004"), "0.00"),
        (Decimal("0.005"), "0.01"),
        (Decimal("2.675"), "2.68"),
        (Decimal("999999999999.99"), "999,999,999,999.99"),
    ],
)
def test_money_text(value, expected):
    assert figures.money_text(value) == expected


def test_money__below_zero_has_a_class():
    assert written("{{ v|money }}", v=Decimal("-1200")) == (
        '<span class="money is-negative">−1,200.00</span>'
    )
    assert "is-negative" not in written("{{ v|money }}", v=Decimal("-0.004"))


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ v|wan }}", Decimal("862400"), "86.24"),
        ("{{ v|wan }}", None, "—"),
        ("{{ v|count }}", 1372, "1,372"),
        ("{{ v|count }}", -1372, "−1,372"),
        ("{{ v|count }}", None, "—"),
        ("{{ v|rate }}", "78.775", "78.78 %"),
        ("{{ v|rate }}", None, "—"),
    ],
)
def test_figures_of_a_page(source, value, expected):
    assert written(source, v=value) == expected


LATE_EVENING = datetime(2018, 7, 23, 16, 20, tzinfo=UTC)  # 00:20 of the next day in Shanghai


@pytest.mark.parametrize(
    ("name", "value", "chinese", "english"),
    [
        ("day", date(2018, 7, 4), "7月4日", "4 Jul 2018"),
        ("day", date(2017, 11, 6), "2017年11月6日", "6 Nov 2017"),
        ("day", LATE_EVENING, "7月24日", "24 Jul 2018"),
        ("day", None, "—", "—"),
        ("table_day", date(2018, 7, 4), "2018-07-04", "2018-07-04"),
        ("table_day", None, "—", "—"),
        ("short_day", date(2018, 7, 4), "07-04", "07-04"),
        ("short_day", None, "—", "—"),
        ("moment", LATE_EVENING, "7月24日 00:20", "24 Jul 2018 00:20"),
        ("moment", None, "—", "—"),
        ("clock_time", LATE_EVENING, "00:20", "00:20"),
        ("clock_time", None, "—", "—"),
        ("today_line", date(2018, 7, 24), "2018年7月24日 星期二", "Tuesday 24 Jul 2018"),
    ],
)
def test_days_of_a_page(name, value, chinese, english):
    source = f"{{{{ v|{name} }}}}"
    assert written(source, v=value) == chinese
    with translation.override("en"):
        assert written(source, v=value) == english


@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        (date(2018, 7, 16), date(2018, 7, 22), "7月16日至22日", "16–22 Jul 2018"),
        (date(2018, 6, 28), date(2018, 7, 4), "6月28日至7月4日", "28 Jun – 4 Jul 2018"),
        (date(2017, 6, 1), date(2017, 6, 9), "2017年6月1日至9日", "1–9 Jun 2017"),
        (
            date(2017, 12, 28),
            date(2018, 1, 3),
            "2017年12月28日至2018年1月3日",
            "28 Dec 2017 – 3 Jan 2018",
        ),
    ],
)
def test_days_text(first, last, chinese, english):
    assert daywords.days_text(first, last) == chinese
    with translation.override("en"):
        assert daywords.days_text(first, last) == english


@pytest.mark.parametrize(
    ("source", "css", "says"),
    [
        ('{% light "green" 35 %}', "green", "剩 35 天"),
        ('{% light "yellow" 3 %}', "yellow", "剩 3 天"),
        ('{% light "yellow" 0 %}', "yellow", "今天"),
        ('{% light "yellow" 0 words="今天 24:00" %}', "yellow", "今天 24:00"),
        ('{% light "red" -4 %}', "red", "超 4 天"),
        ('{% light "purple" 65 %}', "purple", "停表，剩 65 天"),
        ('{% light "done" words="7月20日完成" %}', "done", "7月20日完成"),
        ('{% light "done" %}', "done", "已完成"),
        ('{% light "late" 20 %}', "late", "迟 20 天办"),
        ('{% light "grey" %}', "grey", "未到"),
        ("{% light None %}", "grey", "未到"),
        ('{% light "green" 1018 %}', "green", "剩 1,018 天"),
    ],
)
def test_light__colour_shape_and_words(source, css, says):
    html = written(source)
    assert f"light-{css}" in html
    assert '<svg class="shape"' in html
    assert words(source) == says


def test_light__shapes_differ_between_all_states():
    codes = ("green", "yellow", "red", "purple", "done", "grey")
    shapes = {re.search(r"<svg.*</svg>", written(f'{{% light "{code}" 1 %}}'))[0] for code in codes}
    assert len(shapes) == len(codes)


def test_light__with_an_explanation_is_a_link():
    html = written('{% light "red" -4 explain=url %}', url="/cases/1/limit/?a=1&b=2")
    assert html.startswith("<a ")
    assert 'href="/cases/1/limit/?a=1&amp;b=2"' in html
    assert "data-explain" in html


def test_pill__escapes_what_people_typed():
    assert written("{% pill t 'bad' %}", t="<b>") == '<span class="tag tag-bad">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ('1 50 1372 next="?x"', "第 1 至 50 件，共 1,372 件 下一页"),
        ('51 100 None "?a" "?b"', "第 51 至 100 件，共 10,000 件以上 上一页 下一页"),
        ("1 0 0", "共 0 件"),
        ('1 2 2 unit="人"', "第 1 至 2 人，共 2 人"),
    ],
)
def test_pager(arguments, says):
    assert words(f"{{% pager {arguments} %}}") == says


@pytest.mark.parametrize(
    ("arguments", "says", "css"),
    [
        ('3 "92.17" change=0', "名次 3 92.17 –", "rank"),
        ('2 "95.29" change=-1', "名次 2 95.29 下降 1", "rank-down"),
        ('1 "95.45" change=1', "名次 1 95.45 上升 1", "rank-up"),
        ('5 "78.78" change=0 behind=True', "落后，名次 5 78.78 –", "is-behind"),
        ('None "" base="3/4"', "– 3/4", "badge-none"),
        ('None "缺"', "缺", "rank"),
        ('5 "78.78" chosen=True', "名次 5 78.78", "is-chosen"),
    ],
)
def test_rank_cell(arguments, says, css):
    source = f"{{% rank_cell {arguments} %}}"
    assert words(source) == says
    assert css in written(source)


def test_rank_cell__links_to_its_drawer_only_with_an_address():
    assert '<a class="rank-cell" href="/d" data-drawer>' in written(
        '{% rank_cell 1 "9" url="/d" %}'
    )
    assert "<a " not in written('{% rank_cell 1 "9" %}')


@pytest.mark.parametrize(
    ("arguments", "says"),
    [('"92.54" True', "92.54 区间内"), ('"78.78" False', "78.78 区间外"), ('"3/4" None', "3/4")],
)
def test_range_cell(arguments, says):
    assert words(f"{{% range_cell {arguments} %}}") == says


class Payout(forms.Form):
    due_on = forms.DateField(label="应发日", help_text="到账后 30 日")
    kind = forms.ChoiceField(label="方式", choices=[("a", "转账")], widget=forms.RadioSelect)
    urgent = forms.BooleanField(label="加急", required=False)


def test_field__label_hint_and_error_belong_to_the_control():
    html = written("{% field form.due_on 3 %}", form=Payout({"due_on": "x"}))
    assert '<label for="id_due_on">' in html
    assert 'aria-describedby="id_due_on_helptext id_due_on_error"' in html
    assert 'id="id_due_on_helptext"' in html
    assert 'id="id_due_on_error"' in html
    assert "span-3 has-error" in html


def test_field__required_is_a_word():
    assert "必填" in words("{% field form.due_on %}", form=Payout())
    assert "必填" not in words("{% field form.urgent %}", form=Payout())


def test_field__choices_are_segments_in_a_fieldset():
    html = written("{% field form.kind %}", form=Payout())
    assert "<legend>" in html
    assert 'class="segments"' in html


def test_error_summary__one_link_per_field_and_general_sentences():
    form = Payout({"due_on": "2018-07-24"})
    form.add_error(None, "余额不足")
    html = written("{% error_summary form %}", form=form)
    assert "未保存，有 2 处要改" in html
    assert 'href="#id_kind"' in html
    assert "余额不足" in html


def test_error_summary__silent_when_all_is_well():
    assert written("{% error_summary form %}", form=Payout()) == ""


def test_submission__is_new_each_time():
    once, twice = written("{% submission %}"), written("{% submission %}")
    assert once.startswith('<input type="hidden" name="submission"')
    assert once != twice


def test_sparkline__a_missing_week_breaks_the_line():
    assert str(charts.sparkline([1, 2, None, 4])).count("M") == 2
    assert str(charts.sparkline([1, 2, 3, 4])).count("M") == 1


def test_sparkline__nothing_to_draw():
    assert charts.sparkline([None, None]) == ""


def test_sparkline__first_and_last_value_in_text_and_average_dashed():
    html = charts.sparkline([88.95, 78.78], 88.6, bad=True)
    assert ">88.95<" in html
    assert ">78.78<" in html
    assert "spark-average" in html
    assert "spark-average" not in charts.sparkline([88.95, 88.95])


def test_sparkline__counts_have_no_decimals():
    html = charts.sparkline([19, 1234], whole=True)
    assert ">19<" in html
    assert ">1,234<" in html
    assert ">19.00<" in charts.sparkline([19, 20])


def test_span_bars__to_scale():
    bars = [{"start": 10, "days": 20, "label": "评估", "tone": "info"}]
    html = charts.span_bars(bars, 40)
    assert 'x="25.0%"' in html
    assert 'width="50.0%"' in html


@pytest.mark.parametrize(
    ("done", "total", "width"), [(1, 4, "25.0"), (9, 4, "100.0"), (0, 0, "0.0")]
)
def test_meter(done, total, width):
    assert f'class="meter-fill" width="{width}%"' in charts.meter(done, total, "x")


def test_icon__is_hidden_from_readers_and_sized_by_class():
    html = written('{% icon "lock" "icon-s" %}')
    assert 'class="icon icon-s"' in html
    assert 'aria-hidden="true"' in html


def test_typed():
    assert written("{{ v|typed }}", v=date(2018, 7, 24)) == "2018-07-24"
    assert written("{{ v|typed }}", v="?") == "?"
