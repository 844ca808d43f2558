"""Cases as lines of a list: the columns that a line shows, and no model objects."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, OuterRef, QuerySet, TextField

from cases.models import Case, Party

COLUMNS = (
    "pk", "number", "filed_on", "cause", "claim_amount", "opening_recovered", "received_total",
    "limit_end", "limit_running", "limit_provisional", "next_node", "next_due_on", "officer__name",
    "officer_name", "team", "status", "closed_on", "close_mode",
)  # fmt: skip


class _Pair(Func):
    """Two texts as one array."""

    template = "ARRAY[%(expressions)s]::text[]"
    output_field = ArrayField(TextField())


_SIDES = ArraySubquery(
    Party.objects.filter(case=OuterRef("pk")).order_by("pk").values(pair=_Pair("role", "name"))
)


def lines(cases: QuerySet[Case]) -> QuerySet[Case, Any]:
    """Named tuples of COLUMNS, and `sides`: role and name of the parties, in the same query.

    The shape of a page that `paging.paginate` cuts and counts.
    """
    return cases.annotate(sides=_SIDES).values_list(*COLUMNS, "sides", "counted", named=True)
