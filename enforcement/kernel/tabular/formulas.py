"""Defusing .csv: a text that a spreadsheet would run as a formula gets an apostrophe in front.

`restore` undoes exactly what `defuse` did, so that a file of ours reads back unchanged.
"""

import re

# A sign that starts a formula, in any width, behind anything that a spreadsheet may skip. Tab,
# line feed and carriage return are dangerous by themselves. Apostrophes in front are counted in,
# which makes the two functions inverse to each other.
_SKIPPED = r"\s\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u2060-\u2069\ufeff"
_DANGER = re.compile(rf"'*(?:[\t\n\r]|[{_SKIPPED}]*[=+\-@＝＋－＠])")


def defuse(text: str) -> str:
    """The text as it can stand in a .csv file."""
    if text[:1].isalnum():  # letters, characters and digits start no formula: most texts
        return text
    return "'" + text if _DANGER.match(text) else text


def restore(text: str) -> str:
    """The text that `defuse` was given."""
    return text[1:] if text[:1] == "'" and _DANGER.match(text) else text
