"""Identity numbers on their way in and out: masks, ledger cells, names of areas."""

import csv
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from enforcement.kernel import identity
from enforcement.kernel.identity import areas
from enforcement.kernel.identity.arithmetic import person_check, unit_check
from enforcement.kernel.synthetic import resident_id, uscc
from tests.real_data import real_data

TODAY = date(2026, 11, 24)
DIGITS = "0123456789X"
births = st.dates(date(1900, 1, 1), TODAY)
people = st.builds(resident_id, st.integers(0, 499), births, st.sampled_from(["male", "female"]))
units = st.builds(uscc, st.integers(0, 9_999_999))


def check(raw: str, today: date = TODAY) -> identity.IdentityCheck:
    return identity.check(raw, today=today)


def with_check(seventeen: str) -> str:
    return seventeen + person_check(seventeen)


def with_unit_check(seventeen: str) -> str:
    return seventeen + unit_check(seventeen)


@given(people)
def test_mask__hides_the_birth_date(number):
    masked = identity.mask(number)
    assert masked == check(number).masked == f"{number[:6]}********{number[14:]}"
    assert identity.mask_public(number) == f"{number[:10]}****{number[14:]}"


@given(people, people)
def test_mask__depends_on_visible_places_alone(number, other):
    mixed = number[:6] + other[6:14] + number[14:]
    assert identity.mask(mixed) == identity.mask(number)
    mixed = number[:10] + other[10:14] + number[14:]
    assert identity.mask_public(mixed) == identity.mask_public(number)


@given(people, st.integers(0, 17), st.sampled_from("OIZSVGA*"))
def test_mask__a_mistyped_number_does_not_pass_for_a_unit(number, place, character):
    changed = number[:place] + character + number[place + 1 :]
    # One in thirty-one mistyped numbers is by chance the right code of a unit, which is public.
    assume(not stdnum_uscc.is_valid(changed))
    assert identity.mask(changed)[6:14] == "********"
    assert identity.mask_public(changed)[10:14] == "****"
    assert check(changed).masked == identity.mask(changed)


@pytest.mark.parametrize(
    ("number", "masked", "public"),
    [
        ("91350100M000100Y43", "91350100M000100Y43", "91350100M000100Y43"),
        ("91350100M000100Y44", "913501********0Y44", "91350100M0****0Y44"),
        ("360302900101001", "360302********0012", "3603021990****0012"),
        ("36030219900101001", "360302*******1001", "360302*******1001"),
        ("E12345678", "E1*****78", "E1*****78"),
        ("E123456", "*******", "*******"),
        ("", "", ""),
    ],
)
def test_mask__everything_else(number, masked, public):
    assert identity.mask(number) == masked.replace("0012", person_tail(number))
    assert identity.mask_public(number) == public.replace("0012", person_tail(number))


def person_tail(number: str) -> str:
    return identity.normalize(number)[-4:] if len(number) == 15 else "0012"


@pytest.mark.parametrize(
    ("raw", "normalized", "error", "warning"),
    [
        ("", "", False, False),
        ("  ", "", False, False),
        ("360426 19910101 0071", "360426199101010071", False, False),
        ("11010519491231002ｘ", "11010519491231002X", False, False),
        ("91350100m000100y43", "91350100M000100Y43", False, False),
        (with_check("83000019900101001"), with_check("83000019900101001"), False, False),
        (with_check("36039919900101001"), with_check("36039919900101001"), False, True),
        (with_check("36030219700101001"), with_check("36030219700101001"), False, True),
        ("360426910101007", with_check("36042619910101007"), False, False),
        ("360426911301007", with_check("36042619911301007"), True, False),
        ("360426199101010072", "360426199101010072", True, False),
        ("36042619910101007", "36042619910101007", True, False),
        ("91350100M000100Y44", "91350100M000100Y44", True, False),
        ("T60426199101010078", "T60426199101010078", True, False),
        (with_check("36042620990101001"), with_check("36042620990101001"), True, False),
        ("111111111111111111", "111111111111111111", True, False),
        ("E12345678", "E12345678", False, True),
        ("h 0123456700", "H0123456700", False, True),
        ("91350100M0001O0Y43", "91350100M0001O0Y43", False, True),
        ("军字第1234567号", "军字第1234567号", False, True),
        ("1234", "1234", True, False),
        ("123456789012345678901", "123456789012345678901", True, False),
        ("无身份证号码", "无身份证号码", True, False),
        ("E1234/5678", "E1234/5678", True, False),
        ("E_12345678", "E_12345678", True, False),
    ],
)
def test_check_for_import(raw, normalized, error, warning):
    found = identity.check_for_import(raw, TODAY)
    assert (found[0], found[1] is not None, found[2] is not None) == (normalized, error, warning)


@given(people | units)
def test_check_for_import__agrees_with_check(number):
    normalized, error, _warning = identity.check_for_import(number, TODAY)
    assert (normalized, error) == (check(number).normalized, None)


@given(st.text(max_size=24))
def test_check_for_import__never_repeats_the_text(raw):
    _normalized, error, warning = identity.check_for_import(raw, TODAY)
    sentence = error or warning or ""
    assert len(raw.strip()) < 5 or raw not in sentence


def test_areas__say_what_the_history_says():
    """Every name in every year in which the source has exactly one."""
    with real_data("divisions_history.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    known = areas.periods_by_code()
    assert {row["adcode"] for row in rows} <= known.keys()
    wrong = [row for row in rows if not _told(row)]
    assert wrong == [row for row in wrong if row["valid_from_year"] > row["valid_to_year"] > ""]


def _told(row: dict[str, str]) -> bool:
    """In the last year of a period the code was in force, under this name or a newer one."""
    year = int(row["valid_to_year"] or 2026)
    area = areas.find(row["adcode"], year)
    return area is not None and area.in_force


def test_areas__know_the_codes_of_today():
    with real_data("divisions_2023.csv").open(encoding="utf-8") as lines:
        codes = {row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(lines)}
    found = {code: areas.find(code, 2023) for code in codes}
    assert all(area is not None and area.in_force for area in found.values())
    differing = {code for code, area in found.items() if area and area.name != codes[code]}
    assert differing == {"419000", "429000", "469000", "659000"}


def test_areas__periods_are_in_order_and_never_overlap():
    for code, periods in areas.periods_by_code().items():
        assert len(code) == 6
        assert all(period.first <= period.last for period in periods)
        assert all(a.last < b.first for a, b in pairwise(periods)), code
