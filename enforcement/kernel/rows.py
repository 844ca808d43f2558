"""Pieces of table rows that are written without a template (decision 6).

Every text of a record passes `escape` on its way into a row. What many rows of a page share is made
once a page: `functools.cache` around what makes it, in the language of the page.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

ANY_KEY = 0


def joined(row: Callable[[Any], str], lines: Iterable[Any]) -> SafeString:
    """The rows of a page; `row` has escaped every text of a record."""
    return SafeString("".join(map(row, lines)))


def around(name: str, query: str = "") -> tuple[str, str]:
    """What stands before and after the key in the address of a record's page."""
    before, after = _around(name, get_script_prefix())
    return before, f"{after}{query}"


@cache
def _around(name: str, prefix: str) -> tuple[str, str]:
    """`prefix`: where the site is mounted; all that an address depends on besides its name."""
    before, _key, after = reverse(name, args=[ANY_KEY]).rpartition(str(ANY_KEY))
    return before, after


def second(text: str, css: str = "") -> str:
    """The second line of a cell."""
    return (
        f'<span class="second {css}">{text}</span>'
        if css
        else f'<span class="second">{text}</span>'
    )
