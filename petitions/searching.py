"""Finding petitions by what somebody types."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from cases.models import Case
from cases.searching import SHORTEST_NAME, is_case_number, is_personal, search_cases
from petitions.models import Petition

HITS = 20


def search_petitions(rows: QuerySet[Petition], text: str) -> QuerySet[Petition]:
    """Petitions among `rows`: by registration number, petitioner, or case number in any spelling."""
    text = text.strip()
    found = Q(number__startswith=text) | Q(case_number__contains=text)
    if is_case_number(text):
        return rows.filter(found | Q(case__in=search_cases(Case.objects.all(), text)))
    return rows.filter(found | Q(petitioner__contains=text))


def find_petitions(user: Any, text: str) -> Iterable[dict[str, Any]]:
    """Petitions for the global search. A person's number finds none: petitions hold no such."""
    if len(text) < SHORTEST_NAME or is_personal(text):
        return
    rows = search_petitions(Petition.objects.visible_to(user), text).select_related("case")
    for each in rows.order_by("-received_on", "-pk")[:HITS]:
        number = each.case.number if each.case else each.case_number
        yield {
            "label": each.number,
            "url": f"{reverse('petitions:petition_list')}?{urlencode({'q': each.number})}",
            "why": " · ".join(filter(None, (each.petitioner, number))),
            "state": each.state_label,
        }
