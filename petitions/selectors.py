"""Petitions as lines of a list: the columns that a line shows, and no model objects."""

from enforcement.kernel.paging import Lines

DEMAND_READ = 200  # characters: a line shows forty, and a demand may be a letter
_OF_PETITION = (
    "number", "received_on", "petitioner", "source", "people", "case_id", "supervised", "done_on",
    "struck_on",
)  # fmt: skip

LINES = Lines(
    tables="""petitions_petition p JOIN courts_court t ON t.code = p.court_id
      LEFT JOIN cases_case c ON c.id = p.case_id""",
    key="p.id",
    columns={name: f"p.{name}" for name in _OF_PETITION}
    | {
        "court": "t.name",
        "case_number": "coalesce(c.number, p.case_number)",
        "demand": f"left(p.demand, {DEMAND_READ})",
    },
)
