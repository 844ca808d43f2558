"""Reads of courts and people that shape a page or serve a rule."""

from courts.models import Court


def known_court_codes() -> frozenset[str]:
    """Codes of all courts ever known; codes are dated, old and new ones are both accepted."""
    return frozenset(Court.objects.values_list("code", flat=True))
