"""Union and overlap of intervals, against sets of days."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.rules.intervals import Interval, merge, overlaps

DAYS = st.dates(date(2018, 1, 1), date(2018, 3, 31))
INTERVALS = st.lists(
    st.tuples(DAYS, st.integers(0, 20)).map(
        lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
    ),
    max_size=6,
)


def days_of(interval: tuple[date, date]) -> list[date]:
    start, stop = interval
    return [start + timedelta(days=n) for n in range((stop - start).days + 1)]


@given(INTERVALS)
def test_merge__is_the_union_in_separate_blocks(intervals: list[tuple[date, date]]) -> None:
    merged = merge(intervals)
    flat = [each for block in merged for each in days_of(block)]
    assert flat == sorted({each for interval in intervals for each in days_of(interval)})
    assert sum(block.days for block in merged) == len(flat)


@given(INTERVALS, st.randoms(use_true_random=False))
def test_merge__in_any_order(intervals: list[tuple[date, date]], chance: random.Random) -> None:
    mixed = list(intervals)
    chance.shuffle(mixed)
    assert merge(mixed) == merge(intervals) == merge(merge(intervals))


@given(INTERVALS)
def test_overlaps__are_the_days_counted_more_than_once(
    intervals: list[tuple[date, date]],
) -> None:
    every = [each for interval in intervals for each in days_of(interval)]
    twice = {each for each in every if every.count(each) > 1}
    assert {each for block in overlaps(intervals) for each in days_of(block)} == twice


def test_merge__joins_overlapping_and_leaves_neighbours_apart() -> None:
    one, two, three = (
        (date(2018, 6, 4), date(2018, 6, 28)),
        (date(2018, 6, 28), date(2018, 7, 10)),
        (date(2018, 7, 11), date(2018, 7, 12)),
    )
    assert merge([three, two, one]) == [
        Interval(date(2018, 6, 4), date(2018, 7, 10)),
        Interval(*three),
    ]
