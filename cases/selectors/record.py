"""One case with its short lists, and the clocks that hang on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from cases.models import Case, CaseNode, FormerNumber, LimitEvent, PaidPart, Party, Receipt, Seal
from cases.rules import derived
from cases.rules.derived import LimitRow
from cases.rules.in_force import Terms
from cases.rules.lights import Clock, Light, light
from cases.rules.limit_facts import LimitFacts

_PARTY = ("id", "role", "name", "kind", "number_masked", "phone_masked", "address",
          "legal_representative", "household")  # fmt: skip
_SEAL = ("id", "asset", "kind", "from_on", "to_on", "released_on")
_RECEIPT = ("id", "received_on", "amount", "paid_on", "paid_amount", "deferred_until", "due_on",
            "payer")  # fmt: skip
_PART = ("receipt_id", "paid_on", "amount", "was_paid_on", "was_paid_amount")
_LIMIT = ("id", "kind", "from_on", "to_on", "months", "document", "approved_by")
_NODE = ("node", "due_on", "done_on", "provisional")


def with_lists(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The case with its short lists in one query: parties, seals, receipts, limit events.

    `borne`: the numbers that it bore by mistake.
    """
    return cases.select_related("officer", "court").annotate(
        party_rows=_rows_of(Party, _PARTY, "pk"),
        seal_rows=_rows_of(Seal, _SEAL, "to_on"),
        receipt_rows=_rows_of(Receipt, _RECEIPT, "-received_on"),
        part_rows=_rows_of(PaidPart, _PART, "pk", "receipt__case"),
        limit_rows=_rows_of(LimitEvent, _LIMIT, "from_on"),
        node_rows=_rows_of(CaseNode, _NODE, "pk"),
        borne=ArraySubquery(
            FormerNumber.objects.filter(case=OuterRef("pk")).order_by("pk").values("number")
        ),
    )


def _rows_of(model: Any, columns: tuple[str, ...], order: str, case: str = "case") -> ArraySubquery:
    of_case = model.objects.filter(**{case: OuterRef("pk")}).order_by(order, "pk")
    return ArraySubquery(of_case.values(row=JSONObject(**{name: _text(name) for name in columns})))


def _text(column: str) -> F | Cast:
    """Sums travel as text: JSON would make them floats."""
    return Cast(column, TextField()) if column.endswith("amount") else F(column)


def day_of(text: str) -> date:
    """A date out of a JSON column."""
    return date.fromisoformat(text)


def maybe_day(text: str | None) -> date | None:
    """A date out of a JSON column that may be empty."""
    return date.fromisoformat(text) if text else None


def limit_facts(case: Case, events: Iterable[dict[str, Any]], terms: Terms) -> LimitFacts:
    """What the statutory end of a case is counted from; `events` as `with_lists` reads them."""
    rows = [
        LimitRow(row["kind"], day_of(row["from_on"]), maybe_day(row["to_on"]), row["months"])
        for row in events
    ]
    return derived.limit_facts(
        derived.CaseFacts(
            case.filed_on,
            case.closed_on,
            case.given_limit_end,
            case.cause,
            case.basis_number,
            case.officer_label,
            rows,
            {},
            case.type_word,
        ),
        terms,
    )


def limit_light(case: Case, today: date) -> Light:
    """The light of the statutory end; stored ends of stopped clocks are renewed every night."""
    clock_of = Clock(case.filed_on, case.limit_end, case.limit_running, case.closed_on)
    return light(clock_of, today)


def seal_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Seals with what became of them: in force (or lapsed), renewed by a later one, released."""
    seals = list(rows)
    last = {row["asset"]: row["to_on"] for row in sorted(seals, key=lambda row: row["to_on"])}
    return [
        {**row, "is_renewed": not row["released_on"] and row["to_on"] < last[row["asset"]]}
        for row in seals
    ]
