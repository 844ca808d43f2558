"""The demonstration bureau: 萍乡中院 and its five courts, with people who do not exist.

`bureau.stream(plan)` makes the cases, pure and the same for the same plan; `loading` puts them
into the database, `workbook` writes them as a ledger.
"""
