"""Reads of the case file that shape a page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from cases.enums import PartyRole
from cases.models import (
    Attachment,
    Case,
    CaseNode,
    LimitEvent,
    Party,
    Progress,
    Receipt,
    Seal,
)
from cases.rules import derived
from cases.rules.derived import LimitRow
from cases.rules.lights import Clock, Light, light, seal_light
from cases.rules.limit_facts import LimitFacts
from courts.models import User

TIMELINE = 15
MORNING = 60  # lines of the morning list; more than a person does in a day
SIDE = 8  # lines of a side card
LATE = timedelta(days=30)
WHOLE_COURT = frozenset({"chief", "clerk"})


def parties_of(cases: Iterable[Case]) -> dict[int, list[Party]]:
    """Parties of many cases in one query, applicants first."""
    found: dict[int, list[Party]] = defaultdict(list)
    rows = Party.objects.filter(case__in=[case.pk for case in cases]).order_by("pk")
    for party in rows.only("case_id", "role", "name"):
        found[party.case_id].append(party)
    return found


def parties_in_words(parties: Sequence[Party]) -> tuple[str, str]:
    """`鑫源建材`, `周国良等 2 人`: applicants and debtors as a line has room for them."""
    return _side(parties, PartyRole.APPLICANT), _side(parties, PartyRole.DEBTOR)


def _side(parties: Sequence[Party], role: str) -> str:
    names = [party.name for party in parties if party.role == role]
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 人"


def limit_facts(case: Case, events: Iterable[dict[str, Any]]) -> LimitFacts:
    """What the statutory end of a case is counted from; `events` as `with_lists` reads them."""
    rows = [
        LimitRow(row["kind"], day_of(row["from_on"]), maybe_day(row["to_on"]), row["months"])
        for row in events
    ]
    return derived.limit_facts(
        derived.CaseFacts(
            case.filed_on, case.closed_on, case.given_limit_end, case.cause, case.basis_number,
            case.officer_label, rows, {},
        )  # fmt: skip
    )


def day_of(text: str) -> date:
    """A date out of a JSON column."""
    return date.fromisoformat(text)


def maybe_day(text: str | None) -> date | None:
    """A date out of a JSON column that may be empty."""
    return date.fromisoformat(text) if text else None


def limit_light(case: Case, today: date) -> Light:
    """The light of the statutory end in a list. A stopped clock shows no number of days."""
    return light(
        Clock(case.filed_on, case.limit_end, case.limit_running, case.closed_on), today
    )


def with_lists(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The case with its short lists in one query: parties, seals, receipts, limit events."""
    return cases.select_related("officer", "court").annotate(
        party_rows=_rows_of(Party, _PARTY, "pk"),
        seal_rows=_rows_of(Seal, _SEAL, "to_on"),
        receipt_rows=_rows_of(Receipt, _RECEIPT, "-received_on"),
        limit_rows=_rows_of(LimitEvent, _LIMIT, "from_on"),
        node_rows=_rows_of(CaseNode, _NODE, "pk"),
    )


_PARTY = ("id", "role", "name", "kind", "number_masked", "phone_masked", "address",
          "legal_representative", "household")  # fmt: skip
_SEAL = ("id", "asset", "kind", "from_on", "to_on", "released_on")
_RECEIPT = ("id", "received_on", "amount", "paid_on", "paid_amount", "deferred_until", "due_on",
            "payer")  # fmt: skip
_LIMIT = ("id", "kind", "from_on", "to_on", "months", "document", "approved_by")
_NODE = ("node", "due_on", "done_on", "provisional")


def _rows_of(model: Any, columns: tuple[str, ...], order: str) -> ArraySubquery:
    of_case = model.objects.filter(case=OuterRef("pk")).order_by(order)
    return ArraySubquery(of_case.values(row=JSONObject(**{name: _text(name) for name in columns})))


def _text(column: str) -> F | Cast:
    """Sums travel as text: JSON would make them floats."""
    return Cast(column, TextField()) if column.endswith("amount") else F(column)


def timeline(case: Case, *, kind: str = "", limit: int | None = TIMELINE) -> list[Progress]:
    """Entries newest first with their attachments: one query; `limit` + 1 to know of more."""
    files = Attachment.objects.filter(entry=OuterRef("pk")).order_by("pk")
    rows = Progress.objects.filter(case=case).newest_first().annotate(
        file_rows=ArraySubquery(
            files.values(
                row=JSONObject(id=F("file_id"), name=F("file__name"), mime=F("file__mime"))
            )
        )
    )  # fmt: skip
    if kind:
        rows = rows.filter(node=kind)
    return list(rows[: limit + 1] if limit else rows)


def seal_lights(rows: list[dict[str, Any]], today: date) -> list[tuple[dict[str, Any], Light]]:
    """Seals in force with their lights, the one that ends first on top."""
    return [
        (row, seal_light(date.fromisoformat(row["to_on"]), today))
        for row in rows
        if row["released_on"] is None
    ]


def unlinked_officers(user: User) -> QuerySet[Case, dict[str, Any]]:
    """Imported officers' names that are no users yet, per court, with their number of cases."""
    return (
        Case.objects.filter(court_id__in=user.courts_with("case_assign"), officer=None)
        .exclude(officer_name="")
        .values("court_id", "court__name", "officer_name")
        .annotate(cases=Count("pk"))
        .order_by("court_id", "officer_name")
    )


def desk_cases(user: User) -> QuerySet[Case]:
    """Open cases of the user's desk: the officer's own, a chief's whole court."""
    cases = Case.objects.visible_to(user).open()
    if user.access.roles & WHOLE_COURT:
        return cases.filter(court_id__in=user.courts_with("case_edit_court"))
    return cases.of_officer(user)


def due_nodes(user: User, until: date) -> list[CaseNode]:
    """Undone nodes of the desk due by a day, the most urgent first: two queries with parties."""
    return list(
        CaseNode.objects.filter(case__in=desk_cases(user), done_on=None, due_on__lte=until)
        .select_related("case", "case__officer")
        .order_by("due_on", "pk")[:MORNING]
    )


def expiring_seals(user: User, today: date, until: date) -> list[Seal]:
    """Seals of the desk that lapse by a day, lapsed ones of the last month first."""
    return list(
        Seal.objects.filter(
            case__in=desk_cases(user), released_on=None, to_on__range=(today - LATE, until)
        )
        .select_related("case")
        .order_by("to_on", "pk")[:SIDE]
    )


def unpaid_receipts(user: User) -> list[Receipt]:
    """Money of the desk on account, the one due first on top."""
    cases = Case.objects.visible_to(user)
    if not user.access.roles & WHOLE_COURT and not user.holds("payout_record"):
        cases = cases.of_officer(user)
    return list(
        Receipt.objects.filter(case__in=cases).unpaid().select_related("case").order_by("due_on")[:SIDE]
    )


def desk_figures(user: User, today: date) -> dict[str, Any]:
    """The five figures of the morning page."""
    soon = today + timedelta(days=30)
    month = today.replace(day=1)
    open_cases = desk_cases(user)
    figures = open_cases.aggregate(
        open=Count("pk"),
        near=Count("pk", filter=Q(limit_end__range=(today, soon))),
        overdue=Count("pk", filter=Q(limit_end__lt=today)),
    )
    nodes = CaseNode.objects.filter(case__in=open_cases, done_on=None, due_on__lt=today).count()
    closed = Case.objects.visible_to(user).filter(closed_on__gte=month)
    if not user.access.roles & WHOLE_COURT:
        closed = closed.of_officer(user)
    return {**figures, "nodes": nodes, "closed": closed.count()}
