"""Identity numbers: contract 8, rulings 39 and 42, D§10."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.cn import uscc as stdnum_uscc

from enforcement.kernel import identity
from enforcement.kernel.identity import IdentityKind, Reason, areas
from enforcement.kernel.identity.arithmetic import UNIT_ALPHABET, person_check, unit_check
from enforcement.kernel.synthetic import resident_id, uscc
from tests.real_data import real_data

TODAY = date(2026, 11, 24)
DIGITS = "0123456789X"
births = st.dates(date(1900, 1, 1), TODAY)
sexes = st.sampled_from(["male", "female"])
people = st.builds(resident_id, st.integers(0, 499), births, sexes)
units = st.builds(uscc, st.integers(0, 9_999_999))


def check(raw: str, today: date = TODAY) -> identity.IdentityCheck:
    return identity.check(raw, today=today)


def with_check(seventeen: str) -> str:
    return seventeen + person_check(seventeen)


def with_unit_check(seventeen: str) -> str:
    return seventeen + unit_check(seventeen)


def test_check__every_published_vector():
    with real_data("id_vectors.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 43
    for row in rows:
        verdict = check(row["value"])
        assert verdict.ok == (row["valid"] == "true"), row
        if verdict.ok:
            assert verdict.kind == row["kind"]
        expected = {"length", "format", "checksum"} & {row["reason"]}
        assert verdict.reason in (expected or {None, Reason.DATE}), row


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "34052419800101001X",
        "440524188001010014",
        "110101199003074514",
        "360302190001010018",
        "360321199912310118",
        "360322198506151248",
        "360323197808083334",
    ],
)
def test_check__accepts_residents_of_the_standard_and_the_dossier(number):
    assert check(number).ok


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "91360323MA35ABCD1E", "12360300492000001L", "11360321014500001G"],
)
def test_check__accepts_units_of_the_standard_and_the_dossier(code):
    verdict = check(code)
    assert (verdict.ok, verdict.kind, verdict.masked) == (True, "uscc", code)
    assert (verdict.birth_date, verdict.sex, verdict.warnings) == (None, None, ())


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        ("", "unknown", "length"),
        (" - ", "unknown", "length"),
        ("7", "unknown", "length"),
        ("36030219900101", "unknown", "length"),
        ("3603021990010100", "unknown", "length"),
        ("36030219900101001", "unknown", "length"),
        ("3603021990010100188", "unknown", "length"),
        ("张三", "unknown", "length"),
        ("12345678901234A", "unknown", "format"),
        ("ABCDEFGHJKLMNPQRTU", "unknown", "format"),
        ("36030219900101001*", "resident_id", "format"),
        ("T60426199101010078", "resident_id", "format"),
        ("3603021990010100X8", "resident_id", "format"),
        ("36030219900101001G", "resident_id", "format"),
        ("٣60302199001010018", "resident_id", "format"),
        ("91350100M0001O0Y43", "uscc", "format"),
        ("91350100M0001I0Y43", "uscc", "format"),
        ("91350100M0001Z0Y43", "uscc", "format"),
        ("91350100M0001S0Y43", "uscc", "format"),
        ("91350100M0001V0Y43", "uscc", "format"),
        ("91350100M000100Y44", "uscc", "checksum"),
        ("911522010783762861", "uscc", "checksum"),
        ("9162010567592034XX", "uscc", "checksum"),
        ("36042619910102009X", "resident_id", "checksum"),
        ("36030219900101001X", "resident_id", "checksum"),
        ("360313190002290022", "resident_id", "date"),
        ("360426199113010079", "resident_id", "date"),
        ("360302990230001", "resident_id_15", "date"),
        ("360302000000001", "resident_id_15", "date"),
        ("111111111111111111", "unknown", "placeholder"),
        ("000000000000000", "unknown", "placeholder"),
        ("XXXXXXXXXXXXXXXXXX", "unknown", "placeholder"),
        ("０００", "unknown", "placeholder"),
    ],
)
def test_check__refuses(raw, kind, reason):
    verdict = check(raw)
    assert (verdict.ok, verdict.kind, verdict.reason) == (False, kind, reason)
    assert (verdict.birth_date, verdict.sex, verdict.area_code) == (None, None, None)
    assert verdict.warnings == ()


@pytest.mark.parametrize(
    "raw",
    [
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002x",
        "110105 19491231 002ｘ",
        "110105-19491231-002X",
        "110105－19491231–002−X",
        "\t11010519491231002X\r\n",
        "\u3000110105\xa019491231\u2009002X\ufeff",
        "\u200b11010519491231002X\u202c",
    ],
)
def test_check__reads_any_spelling(raw):
    verdict = check(raw)
    assert (verdict.ok, verdict.raw, verdict.normalized) == (True, raw, "11010519491231002X")


def test_check__tells_all_of_contract_8():
    assert check("360426199101010071").as_json() == {
        "raw": "360426199101010071",
        "ok": True,
        "kind": "resident_id",
        "normalized": "360426199101010071",
        "masked": "360426********0071",
        "birth_date": "1991-01-01",
        "sex": "male",
        "area_code": "360426",
        "area_name": "德安县",
        "reason": None,
        "warnings": [],
    }
    assert check("360426199101010072").as_json() == {
        "raw": "360426199101010072",
        "ok": False,
        "kind": "resident_id",
        "normalized": "360426199101010072",
        "masked": "360426********0072",
        "birth_date": None,
        "sex": None,
        "area_code": None,
        "area_name": None,
        "reason": "checksum",
        "warnings": [],
    }


def test_check__upgrades_fifteen_digits():
    verdict = check("360302 900101 001")
    assert (verdict.ok, verdict.kind) == (True, IdentityKind.RESIDENT_ID_15)
    assert verdict.normalized == with_check("36030219900101001")
    assert verdict.normalized == identity.normalize("360302900101001")
    assert (verdict.birth_date, verdict.sex) == (date(1990, 1, 1), "male")
    assert (verdict.area_name, verdict.masked[:6]) == ("城关区", "360302")


@pytest.mark.parametrize(
    ("born", "today", "ok"),
    [
        (date(2026, 11, 24), TODAY, True),
        (date(2026, 11, 25), TODAY, False),
        (date(2099, 1, 1), TODAY, False),
        (date(2026, 11, 25), date(2026, 11, 25), True),
    ],
)
def test_check__births_ahead(born, today, ok):
    verdict = check(resident_id(1, born, "female"), today)
    assert (verdict.ok, verdict.reason) == (ok, None if ok else Reason.DATE)


@pytest.mark.parametrize("year", [1900, 1901, 1990, 1999, 2001, 2023])
def test_check__no_29_february_in_a_common_year(year):
    assert check(with_check(f"360302{year}0229001")).reason == Reason.DATE
    assert check(with_check("36030220000229001")).ok


@pytest.mark.parametrize(
    ("code", "name"),
    [("810000", "香港特别行政区"), ("820000", "澳门特别行政区"), ("830000", "台湾省")],
)
def test_check__residence_permits_have_no_area_warning(code, name):
    verdict = check(with_check(f"{code}19600101002"))
    assert (verdict.ok, verdict.kind) == (True, IdentityKind.RESIDENCE_PERMIT)
    assert (verdict.area_code, verdict.area_name) == (code, name)
    assert (verdict.sex, verdict.warnings) == ("female", ())


def test_check__an_area_beside_the_permits_is_a_resident():
    verdict = check(with_check("81010119900101001"))
    assert (verdict.kind, verdict.warnings) == ("resident_id", ("area_unknown",))


@pytest.mark.parametrize(
    ("area", "year", "name", "warnings"),
    [
        ("360302", 1983, "城关区", ()),
        ("360302", 1992, "城关区", ()),
        ("360302", 1993, "安源区", ()),
        ("360302", 1982, "城关区", ("area_not_in_force",)),
        ("360311", 1990, "上栗区", ()),
        ("360311", 1998, "上栗区", ("area_not_in_force",)),
        ("110103", 2010, "崇文区", ()),
        ("110103", 2011, "崇文区", ("area_not_in_force",)),
        ("330502", 1995, "吴兴区", ("area_not_in_force",)),
        ("440300", 1970, "深圳市", ()),
        ("360399", 1990, None, ("area_unknown",)),
        ("990101", 1990, None, ("area_unknown",)),
    ],
)
def test_check__areas_by_year_of_birth(area, year, name, warnings):
    verdict = check(with_check(f"{area}{year}0101001"))
    assert (verdict.ok, verdict.area_name, verdict.warnings) == (True, name, warnings)


def test_check__a_date_inside_makes_a_person_even_of_a_valid_unit_code():
    stems = (f"36030219900101{order:03}" for order in range(1000))
    number = next(
        with_unit_check(stem)
        for stem in stems
        if unit_check(stem).isdigit() and unit_check(stem) != person_check(stem)
    )
    assert stdnum_uscc.is_valid(number)
    verdict = check(number)
    assert (verdict.kind, verdict.reason) == ("resident_id", Reason.CHECKSUM)
    assert "19900101" not in verdict.masked


def test_check__a_unit_whose_zeros_spell_a_day_of_the_year_5_is_a_unit():
    verdict = check(with_unit_check("91360300051201349"))
    assert (verdict.ok, verdict.kind, verdict.area_name) == (True, "uscc", "萍乡市")


def test_check__letters_and_a_date_that_pass_the_check_of_a_unit_are_a_unit():
    verdict = check("9131012079120345XQ")
    assert (verdict.ok, verdict.kind, verdict.area_name) == (True, "uscc", "奉贤区")
    assert check("9131012079120345XR").reason == Reason.FORMAT


def test_check__a_resident_with_an_impossible_date_never_passes_as_a_unit():
    """Of 999 such numbers about 32 also pass the arithmetic of GB 32100."""
    numbers = [with_check(f"36031319000229{order:03}") for order in range(1, 1000)]
    assert any(unit_check(number[:17]) == number[17] for number in numbers)
    assert {check(number).reason for number in numbers} == {Reason.DATE}


def test_check__keeps_the_number_out_of_its_repr():
    number = resident_id(7, date(1990, 1, 2), "male")
    assert number not in repr(check(number))
    assert "1990" not in repr(check(number))


@given(st.text(max_size=24))
def test_check__answers_anything(raw):
    verdict = check(raw)
    assert verdict.ok == (verdict.reason is None)
    assert verdict.as_json()["raw"] == raw


@given(births, sexes, st.integers(0, 499))
def test_check__round_trip(born, sex, seq):
    made = resident_id(seq, born, sex)
    verdict = check(made)
    assert (verdict.ok, verdict.birth_date, verdict.sex) == (True, born, sex)
    assert verdict.warnings == ("area_unknown",)


@pytest.mark.parametrize("seq", [-1, 500])
def test_resident_id__has_room_for_500_a_day(seq):
    with pytest.raises(ValueError, match="0 to 499"):
        resident_id(seq, TODAY, "male")


@pytest.mark.parametrize("seq", [-1, 10_000_000])
def test_uscc__has_room_for_ten_million(seq):
    with pytest.raises(ValueError, match="0 to 9999999"):
        uscc(seq)


@given(people, st.integers(0, 17), st.sampled_from(DIGITS))
def test_check__one_wrong_digit_is_refused(number, place, digit):
    changed = number[:place] + digit + number[place + 1 :]
    assert _is_a_persons(changed) == (changed == number)


@given(people, st.integers(0, 16))
def test_check__two_neighbours_exchanged_are_refused(number, place):
    a, b = number[place : place + 2]
    changed = number[:place] + b + a + number[place + 2 :]
    assert _is_a_persons(changed) == (changed == number)


def _is_a_persons(number):
    """With an X that is not the last it is no resident ID; one in 31 is then a right unit's code."""
    verdict = check(number)
    return verdict.ok and verdict.kind is not IdentityKind.USCC


@given(units, st.integers(0, 17), st.sampled_from(UNIT_ALPHABET))
def test_check__one_wrong_character_of_a_unit_is_refused(code, place, character):
    changed = code[:place] + character + code[place + 1 :]
    assert check(changed).ok == (changed == code)


@given(st.text("0123456789", min_size=17, max_size=17))
def test_person_check__agrees_with_stdnum(seventeen):
    assert person_check(seventeen) == ric.calc_check_digit(f"{seventeen}?")


@given(st.text(UNIT_ALPHABET, min_size=17, max_size=17))
def test_unit_check__agrees_with_stdnum(seventeen):
    assert unit_check(seventeen) == stdnum_uscc.calc_check_digit(f"{seventeen}?")


@given(st.integers(0, 10**6), st.dates(date(1980, 1, 1), TODAY), st.booleans())
def test_check__agrees_with_stdnum_on_numbers_of_known_areas(seed, born, spoilt):
    codes = sorted(areas.periods_by_code())
    stem = f"{codes[seed % len(codes)]}{born:%Y%m%d}{seed % 1000:03}"
    number = stem + ("0" if spoilt else person_check(stem))
    assert check(number).ok == (ric.calc_check_digit(number) == number[17])


@given(units)
def test_check__agrees_with_stdnum_on_units(code):
    assert check(code).ok
    assert stdnum_uscc.is_valid(code)
