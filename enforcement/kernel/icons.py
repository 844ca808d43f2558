"""Outline icons as inline SVG: one stroke, one size, drawn once and kept."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide


@lru_cache(maxsize=256)
def icon(name: str, css: str = "") -> SafeString:
    """The icon, hidden from screen readers; the word beside it is its name."""
    drawn = lucide(
        name,
        size=18,
        stroke_width="1.75",
        **{"class": f"icon {css}".strip(), "aria-hidden": "true"},
    )
    return mark_safe(drawn)  # noqa: S308 -- comes from the icon library, name and class are ours
