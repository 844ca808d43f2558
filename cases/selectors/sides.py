"""Who stands against whom: the parties of a case as a line has room for them."""

from collections.abc import Iterable, Mapping
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
    parties = list(rows)
    return _side(parties, PartyRole.APPLICANT), _side(parties, PartyRole.DEBTOR)


def _side(rows: list[Mapping[str, Any]], role: str) -> str:
    names = [row["name"] for row in rows if row["role"] == role]
    if len(names) <= 1:
        return "".join(names)
    words = ngettext("%(name)s等 %(n)d 人", "%(name)s等 %(n)d 人", len(names))
    return words % {"name": names[0], "n": len(names)}
