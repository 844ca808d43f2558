"""Every address of the site, filled in with records that exist."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver, reverse

Given = Mapping[str, Any]
# What stands in an address beside the path: tabs, conditions, pages that differ by their query.
QUERIES = {
    "desk:home": ("span=month",),
    "desk:search": ("q=" + quote("（2026）赣0302执1号"), "q=zzzz"),
    "performance:weekly": ("window=week", "behind=1", "week=2001-01-07", "court=x"),
    "performance:figure": ("tab=missed", "tab=left_out", "page=x"),
    "cases:case_list": ("state=closed", "state=all&desk=court&sort=limit", "q=zzzz", "limit=x"),
    "cases:case_detail": tuple(
        f"tab={tab}"
        for tab in ("progress", "nodes", "seals", "money", "parties", "history", "nothing")
    ),
}


class Address(NamedTuple):
    """A named address of the site."""

    name: str
    url: str


def addresses(samples: Mapping[str, Given]) -> list[Address]:
    """Every named address, with the queries that make further pages of it.

    `samples` gives the values of the path by name of the address, or by app and parameters; under
    "?" a query that names a record. An address for which nothing fits is a KeyError that says so:
    name a record in the caller.
    """
    found = []
    for name, params in patterns():
        url = reverse(name, kwargs=_values(name, params, samples))
        own = [query for query in [samples.get(name, {}).get("?")] if query]
        found.append(Address(name, url))
        found += [Address(name, f"{url}?{query}") for query in (*own, *QUERIES.get(name, ()))]
    return found


def patterns() -> Iterator[tuple[str, frozenset[str]]]:
    """Name and parameters of every address of the resolver."""
    yield from _walk(get_resolver().url_patterns, "", frozenset())


def _walk(
    entries: list[URLPattern | URLResolver], space: str, params: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in entries:
        here = params | frozenset(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, here)
        else:
            assert entry.name, f"an address without a name: {entry.pattern}"
            yield space + entry.name, here


def _values(name: str, params: frozenset[str], samples: Mapping[str, Given]) -> dict[str, Any]:
    """Values for the parameters: those of the address itself, else of a group with these names."""
    if not params:
        return {}
    app = name.partition(":")[0]
    for key in (name, f"{app}:{'+'.join(sorted(params))}"):
        if key in samples:
            return {param: samples[key][param] for param in params}
    raise KeyError(f"no record stands for the address {name} ({', '.join(sorted(params))})")
