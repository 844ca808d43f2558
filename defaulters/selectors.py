"""Entries of the register as lines of a list: the columns that a line shows, and no model objects."""

from enforcement.kernel.paging import Lines

_OF_ENTRY = ("ground", "published_on", "expires_on", "removed_on", "case_id")

LINES = Lines(
    tables="""defaulters_entry e JOIN cases_party d ON d.id = e.debtor_id
      JOIN cases_case c ON c.id = e.case_id JOIN courts_court t ON t.code = e.court_id""",
    key="e.id",
    columns={name: f"e.{name}" for name in _OF_ENTRY}
    | {
        "name": "d.name",
        "number_masked": "d.number_masked",
        "case_number": "c.number",
        "court": "t.name",
    },
)
