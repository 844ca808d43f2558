"""Finding cases: numbers in any spelling, numbers of persons, names of two characters and more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import searching
from cases.models import Case, FormerNumber
from cases.services import parties
from cases.services.parties import PartyFacts
from enforcement.kernel import clock, synthetic
from tests.factories.cases import CaseFactory

NUMBER = synthetic.resident_id(7, date(1980, 1, 7), "male")
WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789X"}


@pytest.fixture
def case(db, officer):
    """（2026）赣0302执123号: 鑫源建材 against 周国良."""
    made = CaseFactory(serial=123, officer=officer)
    CaseFactory(serial=124, officer=officer)
    for role, name, kind, number, phone in (
        ("申请执行人", "萍乡市鑫源（集团）建材有限公司", "法人", "", "0799-6661234"),
        ("被执行人", "周国良", "自然人", NUMBER, "13800001234"),
        ("被执行人", "阿卜杜拉·买买提", "自然人", "G12345678", ""),
    ):
        facts = PartyFacts(role, name, kind, number, phone)
        parties.add_party(case_id=made.pk, facts=facts, by=officer)
    return made


def found(text):
    return set(searching.search_cases(Case.objects.all(), text))


@pytest.mark.parametrize(
    "text",
    [
        "（2026）赣0302执123号", "(2026)赣0302执123号", "（2026） 赣0302 执 123 号", "２０２６赣0302执123",
        "2026赣0302执123号", "赣0302执123", "0302执123", "执123", "123", "123号", "2026执123",
    ],
)  # fmt: skip
def test_search__a_number_in_any_spelling(case, text):
    assert found(text) == {case}


@pytest.mark.parametrize(
    "text",
    [
        "周国良", "国良", "周国", "鑫源", "鑫源（集团）建材", "鑫源(集团)", "鑫源集团", "阿卜杜拉买买提",
        "阿卜杜拉•买买提", " 周 国 良 ",
    ],
)  # fmt: skip
def test_search__a_party_by_two_characters_or_more(case, text):
    assert found(text) == {case}


@pytest.mark.parametrize(
    "text", [NUMBER, NUMBER.lower(), f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]} ", "G12345678",
             "g12345678", "13800001234", "0799-6661234", "07996661234", "尾号1234", "电话尾号 1234"]
)  # fmt: skip
def test_search__numbers_of_persons(case, text):
    assert found(text) == {case}


@pytest.mark.parametrize(
    "text", ["周", "x", "王小二", "（2026）赣0302执999号", "13800009999", "尾号9999"]
)
def test_search__finds_nothing(case, text):
    assert found(text) == set()


def test_search__nothing_said_is_everything(case):
    assert found("  ") == set(Case.objects.all())


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        ("（2023）赣0302民初2008号", "(2023)赣0302民初2008号"),
        ("(2023)赣0302民初2008号", "（2023）赣0302民初2008号"),
        ("〔2023〕赣0302民初2008号", "2023赣0302民初2008"),
        ("萍仲裁字〔2023〕12号", "萍仲裁字〔2023〕12号"),
    ],
)
def test_search__the_number_of_the_judgment(case, basis, text):
    Case.objects.filter(pk=case.pk).update(basis_number=basis)
    CaseFactory(basis_number="（2023）赣0302民初20081号")

    assert found(text) == {case}
    assert searching.is_document(basis, text)
    assert not searching.is_document("", text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("买买提", ["阿卜杜拉·买买提"]), ("13800001234", ["周国良"]),
        ("尾号1234", ["萍乡市鑫源（集团）建材有限公司", "周国良"]),
        (NUMBER, ["周国良"]), ("执123", []), ("", []),
    ],
)  # fmt: skip
def test_matched_parties__who_is_meant(case, text, names):
    assert searching.matched_parties([case.pk], text).get(case.pk, []) == names


def test_search__a_former_number(case):
    FormerNumber.objects.create(
        case=case, number="（2026）赣0302执7号", court_id="赣0302", type_word="执", year=2026,
        serial=7, reason="错", replaced_at=clock.now(),
    )  # fmt: skip

    assert found("(2026)赣0302执7") == {case}


def test_search__stays_among_the_given_cases(case):
    assert not searching.search_cases(Case.objects.exclude(pk=case.pk), "周国良").exists()


@pytest.mark.parametrize(("text", "jumps"), [("（2026）赣0302执123号", True), ("执123", False),
                                             ("2026", False), ("周国良", False)])  # fmt: skip
def test_jumps(text, jumps):
    assert searching.jumps(text) is jumps


@pytest.mark.parametrize("text", [NUMBER, "13800001234", "0799-6661234", "G12345678"])
def test_sealed__no_number_of_a_person_in_an_address(text):
    sealed = searching.sealed(text)

    assert text not in sealed
    assert searching.unsealed(sealed) == text
    assert text not in searching.shown(sealed)


@pytest.mark.parametrize("around", ["身份证%s", "%s 周国良", "号码：%s。"])
@pytest.mark.parametrize("number", [NUMBER, "13800001234"])
def test_sealed__a_number_among_other_words_is_the_number(number, around):
    for spelled in (number, f"{number[:6]} {number[6:]}", number.translate(WIDE)):
        assert searching.unsealed(searching.sealed(around % spelled)) == number


@pytest.mark.parametrize("text", ["执123", "周国良", "12345678", "20180722", "尾号1234"])
def test_sealed__leaves_the_rest_readable(text):
    assert searching.sealed(text) == text == searching.shown(text)


def test_search__by_a_seal_that_was_altered_finds_nothing(case):
    assert found("~v1:AAAA") == set()


@pytest.mark.parametrize("text", ["~", "~x", "~v1:AAAA", "~" + "0" * 400])
def test_unsealed__what_was_altered_says_nothing(text):
    assert searching.unsealed(text) == ""


@given(st.text(max_size=40))
def test_sealed__any_text_comes_back(text):
    given_text = text.strip()
    if not given_text.startswith(searching.SEAL):
        assert searching.unsealed(searching.sealed(text)) == given_text
