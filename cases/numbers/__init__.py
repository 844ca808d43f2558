"""Grammar of case numbers (案号): reading any spelling, writing the one right form, searching.

Rule: 关于人民法院案件案号的若干规定, 法〔2015〕137号, in force since 2016-01-01. No database here:
the caller says which courts are known and what day it is.
"""

from cases.numbers.parsed import ENFORCEMENT_WORDS, Flag, ParsedNumber, canonical
from cases.numbers.reading import parse
from cases.numbers.search import SearchTerms, search_terms

__all__ = [
    "ENFORCEMENT_WORDS",
    "Flag",
    "ParsedNumber",
    "SearchTerms",
    "canonical",
    "parse",
    "search_terms",
]
