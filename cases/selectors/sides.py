"""Who stands against whom: the parties of a case as a line has room for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import ngettext

from cases.enums import PartyRole
from cases.models import Case, Party


def with_parties(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with role and name of its parties as `party_rows`, in the same query."""
    return cases.annotate(party_rows=party_rows("pk"))


def party_rows(case: str) -> ArraySubquery:
    """Role and name of the parties of a case; `case` names its key in the outer query."""
    parties = Party.objects.filter(case=OuterRef(case)).order_by("pk")
    return ArraySubquery(parties.values(row=JSONObject(role="role", name="name")))


def in_words(rows: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """`鑫源建材`, `周国良等 2 人`: applicants and debtors."""
    return pairs_in_words([(row["role"], row["name"]) for row in rows])


def pairs_in_words(
    pairs: Sequence[Sequence[str]], many: Callable[[int], str] | None = None
) -> tuple[str, str]:
    """The same words from role and name of each party; `many`: `many_words`, kept for a page."""
    many = many or many_words
    return _side(pairs, PartyRole.APPLICANT, many), _side(pairs, PartyRole.DEBTOR, many)


def many_words(count: int) -> str:
    """How a side of several persons is named: by the first (`%(name)s`) and their number."""
    return ngettext("%(name)s等 %(n)d 人", "%(name)s等 %(n)d 人", count)


def _side(pairs: Sequence[Sequence[str]], wanted: str, many: Callable[[int], str]) -> str:
    names = [name for role, name in pairs if role == wanted]
    if len(names) <= 1:
        return "".join(names)
    return many(len(names)) % {"name": names[0], "n": len(names)}
