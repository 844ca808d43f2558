"""Finding cases by what somebody types: a number in any spelling, an identity number, a name."""

from django.db.models import Q, QuerySet

from cases import numbers
from cases.models import Case, FormerNumber, Party
from cases.numbers.search import SearchTerms
from enforcement.kernel import encryption
from enforcement.kernel.identity import IdentityKind, classify, normalize
from enforcement.kernel.names import normalize_name

SHORTEST_NAME = 2


def search_cases(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases among `cases` that the text may mean; none when it says too little."""
    text = text.strip()
    if not text:
        return cases
    if terms := numbers.search_terms(text):
        return cases.filter(_by_number(terms))
    number = normalize(text)
    if classify(number) is not IdentityKind.UNKNOWN:
        return cases.filter(pk__in=_parties(number_digest=encryption.digest(number)))
    key = normalize_name(text)
    if len(key) < SHORTEST_NAME:
        return cases.none()
    return cases.filter(pk__in=Party.objects.named_like(key).values("case_id"))


def _parties(**condition: int) -> QuerySet[Party, int]:
    return Party.objects.filter(**condition).values_list("case_id", flat=True)


def _by_number(readings: tuple[SearchTerms, ...]) -> Q:
    found = Q()
    for terms in readings:
        found |= _exact(terms.canonical) if terms.canonical else _partial(terms)
    return found


def _exact(number: str) -> Q:
    """The number itself, or the number that a case bore before a correction."""
    former = FormerNumber.objects.filter(number=number).values("case_id")
    return Q(number=number) | Q(pk__in=former)


def _partial(terms: SearchTerms) -> Q:
    condition = Q()
    if terms.year:
        condition &= Q(year=terms.year)
    if terms.court_code:
        condition &= Q(court_id=terms.court_code)
    elif terms.court_digits:
        condition &= Q(court_id__endswith=terms.court_digits)
    if terms.type_word:
        condition &= Q(type_word=terms.type_word)
    if terms.serial:
        condition &= Q(serial=terms.serial)
    return condition
