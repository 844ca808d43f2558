"""The three fact relations: columns, how they are read from the live tables, which rows matter.

Live tables and fact tables give the same columns, so that one definition of an indicator serves
both. Rows outside `relevant` can contribute to no indicator of the week.
"""

from dataclasses import dataclass

from cases.enums import CaseType
from performance.enums import Source
from performance.models import CaseFact, Fact, PetitionFact, ReceiptFact

IDENTITY = ("record_pk", "court_code", "number", "officer")


@dataclass(frozen=True)
class Relation:
    """One kind of fact. `live` is the SQL that reads it from the live tables.

    `relevant` names the first day that matters `{since}`; `since` is that of the longest window.
    """

    source: Source
    model: type[Fact]
    own_columns: tuple[str, ...]
    relevant: str
    since: str
    live: str

    @property
    def table(self) -> str:
        """Name of the fact table."""
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that a version of a record consists of."""
        return (*IDENTITY, *self.own_columns)

    def now(self) -> str:
        """The relevant live rows, as a query."""
        names = ", ".join(self.columns)
        return f"SELECT {names} FROM ({self.live}) live WHERE {self.matters()}"  # noqa: S608 -- constants

    def then(self) -> str:
        """The relevant rows that held at a snapshot (`number`), as a query."""
        names = ", ".join(self.columns)
        return f"SELECT {names} FROM {self.held()}"  # noqa: S608 -- constants

    def held(self, since: str = "") -> str:
        """Table and condition of the rows that held at a snapshot."""
        return (
            f"{self.table} WHERE district = %(district)s AND since <= %(number)s"
            f" AND (until IS NULL OR until > %(number)s) AND {self.matters(since)}"
        )

    def matters(self, since: str = "") -> str:
        """The condition of rows that can count in windows from this day (a name of Bounds) on."""
        return self.relevant.format(since=f"%({since or self.since})s")


_OFFICER = "COALESCE(u.name, c.officer_name)"
_COUNTED_TYPES = f"('{CaseType.FIRST.value}', '{CaseType.RESUMED.value}')"


# Cases that any indicator counts. The end of a case closed by the Sunday is the stored one of its
# closing day; of any other the version for the Sunday. No end is stored while a deduction without
# 止 moves it day by day; it then lies after the Sunday (formats.md, step 3), so nothing has expired
# and none is needed. Late nodes are those due by the Sunday that were not done, or done after their
# due day; 结案 follows from the end and the closing. What is joined to the cases is small, so that
# PostgreSQL streams the cases through once.
_LIVE_CASES = f"""
SELECT c.id AS record_pk, c.court_id AS court_code, c.number, {_OFFICER} AS officer,
       c.type_word, c.filed_on, c.closed_on, c.close_mode, c.has_property, c.zhongben_ok,
       c.claim_amount AS claim,
       c.opening_recovered + c.received_total - COALESCE(later.total, 0) AS recovered,
       CASE WHEN c.closed_on <= %(end)s THEN c.limit_end
            ELSE e.limit_end END AS limit_end,
       n.late_nodes, n.late_due, n.late_done
FROM cases_case c
LEFT JOIN courts_user u ON u.id = c.officer_id
LEFT JOIN (SELECT v.case_id, v.limit_end FROM cases_case o
           JOIN cases_limitversion v ON v.case_id = o.id AND v.asked_from <= %(end)s
                AND (v.asked_to IS NULL OR v.asked_to >= %(end)s)
           WHERE o.closed_on IS NULL OR o.closed_on > %(end)s) e ON e.case_id = c.id
LEFT JOIN (SELECT case_id, sum(amount) AS total FROM cases_receipt
           WHERE received_on > %(end)s GROUP BY case_id) later ON later.case_id = c.id
LEFT JOIN (SELECT case_id, array_agg(node ORDER BY node) AS late_nodes,
                  array_agg(due_on ORDER BY node) AS late_due,
                  array_agg(done_on ORDER BY node) AS late_done
           FROM cases_casenode
           WHERE (done_on IS NULL OR done_on > due_on) AND node = ANY(%(stored_nodes)s)
             AND due_on <= %(end)s AND (done_on IS NULL OR done_on >= %(earliest)s)
           GROUP BY case_id) n ON n.case_id = c.id
WHERE c.court_id = ANY(%(courts)s) AND c.type_word IN {_COUNTED_TYPES}"""  # noqa: S608 -- constants


_LIVE_RECEIPTS = f"""
SELECT r.id AS record_pk, c.court_id AS court_code, c.number, {_OFFICER} AS officer,
       c.id AS case_pk, r.received_on, r.amount, r.due_on, r.paid_on, r.paid_amount
FROM cases_receipt r JOIN cases_case c ON c.id = r.case_id
LEFT JOIN courts_user u ON u.id = c.officer_id
WHERE c.court_id = ANY(%(courts)s) AND c.type_word = '{CaseType.FIRST.value}'"""  # noqa: S608 -- constants


_LIVE_PETITIONS = f"""
SELECT p.id AS record_pk, p.court_id AS court_code, p.number, COALESCE({_OFFICER}, '') AS officer,
       p.case_id AS case_pk, COALESCE(c.number, p.case_number) AS case_number,
       p.received_on, p.done_on, p.struck_on
FROM petitions_petition p LEFT JOIN cases_case c ON c.id = p.case_id
LEFT JOIN courts_user u ON u.id = c.officer_id
WHERE p.court_id = ANY(%(courts)s)"""  # noqa: S608 -- constants


CASES = Relation(
    source=Source.CASE,
    model=CaseFact,
    own_columns=(
        "type_word", "filed_on", "closed_on", "close_mode", "has_property", "zhongben_ok", "claim",
        "recovered", "limit_end", "late_nodes", "late_due", "late_done",
    ),
    relevant="filed_on <= %(end)s AND (closed_on IS NULL OR closed_on >= {since})",
    since="m36",
    live=_LIVE_CASES,
)  # fmt: skip
RECEIPTS = Relation(
    source=Source.RECEIPT,
    model=ReceiptFact,
    own_columns=("case_pk", "received_on", "amount", "due_on", "paid_on", "paid_amount"),
    relevant="received_on <= %(end)s AND due_on >= {since}",
    since="earliest",
    live=_LIVE_RECEIPTS,
)
PETITIONS = Relation(
    source=Source.PETITION,
    model=PetitionFact,
    own_columns=("case_pk", "case_number", "received_on", "done_on", "struck_on"),
    relevant=(
        "received_on <= %(end)s AND (done_on IS NULL OR done_on >= {since})"
        " AND (struck_on IS NULL OR struck_on >= {since})"
    ),
    since="earliest",
    live=_LIVE_PETITIONS,
)
RELATIONS: dict[Source, Relation] = {each.source: each for each in (CASES, RECEIPTS, PETITIONS)}
