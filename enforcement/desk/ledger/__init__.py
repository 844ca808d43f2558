"""The ledger workbook in and out: reading, grouping, batches, progress. No tables, no rules.

What a sheet holds and how its rows are taken is the business of the app that registered it
(kernel.sheets); here sheets are put in order and rows are handed over, each case whole.
"""
