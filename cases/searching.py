"""Finding cases by what somebody types: a number in any spelling, an identity number, a name.

Identity and telephone numbers never stand in an address (ui.md 5): what travels in a URL is
`sealed`, and `search_cases` takes both forms.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases import numbers
from cases.models import Case, FormerNumber, Party
from cases.numbers.search import SearchTerms
from enforcement.kernel import encryption
from enforcement.kernel.identity import IdentityKind, classify, mask, normalize
from enforcement.kernel.names import normalize_name
from enforcement.kernel.tabular.texts import fold
from enforcement.kernel.telephones import mask_telephone, normalize_telephone, telephone_digests

SHORTEST_NAME = 2
LONGEST, LONGEST_SEALED = 200, 900  # characters of a search, in clear and sealed
SEAL = "~"
BRACKETS = ("()", "〔〕", "[]", "【】")
_is_telephone = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}").fullmatch
_is_other_document = re.compile(
    r"[A-Za-z]{1,3}[0-9]{6,12}[A-Za-z]?"
).fullmatch  # passports, permits
_among_words = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|1[3-9][0-9]{9})(?![0-9A-Za-z])"
).search
_without_gaps = re.compile(r"(?<=[0-9])[ \-]+(?=[0-9Xx])").sub
_last_digits = re.compile(r"(?:电话)?尾号 ?([0-9]{4})").fullmatch


def search_cases(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases among `cases` that the text may mean; none when it says too little."""
    if not text.strip():
        return cases
    text = unsealed(text)[:LONGEST].strip()
    if not text:  # a seal that somebody altered
        return cases.none()
    if not is_personal(text) and not _last_digits(text):
        if terms := numbers.search_terms(text):
            return cases.filter(_by_number(terms))
        return cases.filter(pk__in=_named(text))
    return cases.filter(pk__in=parties_meant(text).values("case_id"))


def is_case_number(text: str) -> bool:
    """Whether the text is a case number, or the part of one."""
    return not is_personal(text) and bool(numbers.search_terms(text))


def names_somebody(text: str) -> bool:
    """Whether the text is looked for among the parties: few cases out of many, found by their index."""
    text = unsealed(text)[:LONGEST].strip()
    return bool(text) and (is_personal(text) or not numbers.search_terms(text))


def check_enough(text: str) -> None:
    """Refuse a search that finds nothing because it says too little: one character of a name."""
    text = unsealed(text).strip()
    if len(normalize_name(text)) < SHORTEST_NAME and not numbers.search_terms(text):
        raise ValidationError(_("姓名、名称请输入两个字以上。"))


def matched_parties(case_ids: Iterable[int], text: str) -> dict[int, list[str]]:
    """Names of the parties that the text means, by case: one query; none for a case number."""
    text = unsealed(text)[:LONGEST].strip()
    found: dict[int, list[str]] = defaultdict(list)
    if names_somebody(text):
        rows = parties_meant(text).filter(case_id__in=list(case_ids)).order_by("pk")
        for case_id, name in rows.values_list("case_id", "name"):
            found[case_id].append(name)
    return found


def jumps(text: str) -> bool:
    """Whether the text is one whole case number, so that its case may open at once."""
    terms = numbers.search_terms(text)
    return len(terms) == 1 and terms[0].canonical is not None


def is_document(basis_number: str, text: str) -> bool:
    """Whether the text is this number of a judgment, in one of its spellings."""
    readings = [terms.canonical for terms in numbers.search_terms(text) if terms.canonical]
    given = [spelling for number in readings for spelling in _spellings(number)]
    return bool(basis_number) and basis_number in [text.strip(), *given]


def is_personal(text: str) -> bool:
    """Whether the text is an identity or telephone number."""
    return bool(_is_telephone(text)) or _is_document(text)


def _is_document(text: str) -> bool:
    return classify(normalize(text)) is not IdentityKind.UNKNOWN or bool(_is_other_document(text))


def sealed(text: str) -> str:
    """The text as it may stand in an address: identity and telephone numbers encrypted.

    Of a number among other words ("身份证 360399…") the number alone is kept: it says who is meant.
    """
    text = text.strip()
    if text.startswith(SEAL):
        return text[:LONGEST_SEALED]
    text = text[:LONGEST]
    number = text if is_personal(text) else _number_among(text)
    return SEAL + encryption.encrypt(number) if number else text


def _number_among(text: str) -> str:
    """The identity or mobile number that stands among other words; "" when there is none."""
    folded = fold(text)
    found = _among_words(folded) or _among_words(_without_gaps("", folded))
    return found[0] if found and is_personal(found[0]) else ""


def unsealed(text: str) -> str:
    """The text behind `sealed`; nothing when it was altered."""
    if not text.startswith(SEAL):
        return text
    try:
        return encryption.decrypt(text.removeprefix(SEAL))
    except encryption.Undecipherable:
        return ""


def shown(text: str) -> str:
    """The text as a page may show it: identity and telephone numbers masked."""
    text = unsealed(text)
    if _is_document(text):
        return _("证件号码 %s") % mask(normalize(text))
    if is_personal(text):
        return _("电话 %s") % mask_telephone(normalize_telephone(text))
    return text


def parties_meant(text: str) -> QuerySet[Party]:
    """Parties by identity number, telephone number, its last digits, or name.

    Brackets count in the name of a person and not in that of a unit.
    """
    parties = Party.objects.all()
    if last := _last_digits(text):
        return parties.filter(phone_last4=telephone_digests(last[1]).last4)
    if _is_document(text):
        return parties.filter(number_digest=encryption.digest(normalize(text)))
    if is_personal(text):
        return parties.filter(phone_digest=telephone_digests(normalize_telephone(text)).whole)
    keys = {normalize_name(text), normalize_name(text, unit=True)}
    named = [parties.named_like(key) for key in keys if len(key) >= SHORTEST_NAME]
    return reduce(or_, named, parties.none())


def _named(text: str) -> QuerySet[Party, Any]:
    """Cases by the name of a party, or by a document number that is no case number."""
    documents = Case.objects.filter(basis_number=text).values("pk")
    return parties_meant(text).values("case_id").union(documents)  # each arm by its own index


def _by_number(readings: tuple[SearchTerms, ...]) -> Q:
    found = Q()
    for terms in readings:
        found |= _exact(terms.canonical) if terms.canonical else _partial(terms)
    return found


def _exact(number: str) -> Q:
    """The number itself, one that the case bore before a correction, or that of its judgment."""
    former = FormerNumber.objects.filter(number=number).values("case_id")
    judged = Case.objects.filter(basis_number__in=_spellings(number)).values("pk")
    own = Case.objects.filter(number=number).values("pk")
    return Q(pk__in=own.union(former, judged))


def _spellings(number: str) -> list[str]:
    """A case number with the brackets that people type: 执行依据文号 is kept as it was typed."""
    return [number, *(number.translate(str.maketrans("（）", pair)) for pair in BRACKETS)]


def _partial(terms: SearchTerms) -> Q:
    condition = Q()
    if terms.year:
        condition &= Q(year=terms.year)
    if terms.court_code:
        condition &= Q(court_id=terms.court_code)
    elif terms.court_digits:
        condition &= Q(court__code__endswith=terms.court_digits)
    if terms.type_word:
        condition &= Q(type_word=terms.type_word)
    if terms.serial:
        condition &= Q(serial=terms.serial)
    return condition
