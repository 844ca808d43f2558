"""Templates and styles: no inline style, script or handler; one place for colours; all of them parse."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

ROOT = Path(settings.BASE_DIR)
FOLDERS = [
    ROOT / "templates",
    *ROOT.glob("*/templates"),
    *(ROOT / "enforcement").glob("*/templates"),
]
TEMPLATES = sorted((folder, path) for folder in FOLDERS for path in folder.rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))

FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)", re.I),
    "handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "javascript: address": re.compile(r"(href|src|action)\s*=\s*[\"']\s*javascript:", re.I),
    "htmx handler": re.compile(r"\s(hx-on|hx-vars)\b", re.I),
    "outside address": re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//", re.I),
    "leftover mark": re.compile(r"\b(TODO|FIXME|XXX)\b"),
}


def _name(value):
    return str(value[1].relative_to(value[0])) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("place", TEMPLATES, ids=_name)
def test_template__parses(place):
    folder, path = place
    get_template(str(path.relative_to(folder)))


@pytest.mark.parametrize("place", TEMPLATES, ids=_name)
def test_template__needs_no_exception_from_the_security_policy(place):
    text = place[1].read_text()
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert found == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color:red">',
        "<style>",
        "<script>x()</script>",
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<a hx-on:click="x()">',
        '<img src="https://elsewhere.test/x.png">',
    ],
)
def test_the_check_itself_can_fail(bad):
    assert any(pattern.search(bad) for pattern in FORBIDDEN.values())


@pytest.mark.parametrize("place", TEMPLATES, ids=_name)
def test_template__stays_small(place):
    assert len(place[1].read_text().splitlines()) <= 120


@pytest.mark.parametrize(
    "path", [p for p in STYLES if p.name != "tokens.css"], ids=lambda p: p.name
)
def test_style_sheet__takes_its_colours_from_the_tokens(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", text) == []


def test_style_sheets__use_only_tokens_that_exist():
    every = "\n".join(path.read_text() for path in STYLES)
    used = set(re.findall(r"var\((--[\w-]+)", every))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", every)) == set()


def test_script__reads_the_token_from_the_cookie_of_the_settings():
    assert f"{settings.CSRF_COOKIE_NAME}=" in (ROOT / "static/js/early.js").read_text()


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _tokens(part):
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6});", part))


LIGHT, DARK = (ROOT / "static/css/tokens.css").read_text().split(".dark {")
TEXTS = [
    *((f"--{tone}", f"--{tone}-bg") for tone in ("ok", "warn", "bad", "wait", "info", "mute")),
    *((ink, ground) for ink in ("--ink", "--ink2", "--ink3", "--accent")
      for ground in ("--page", "--surface", "--sunken", "--group", "--accent-soft")),
    ("--warn", "--warn-row"), ("--bar-ink2", "--bar"), ("--bar-ink2", "--bar-field"),
    ("--on-accent", "--accent"), ("--bar-ink", "--seal"), ("--on-accent", "--bad"),
    ("--wait", "--span-wait"), ("--accent-d", "--span-info"),
]  # fmt: skip


@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_tokens__text_has_the_contrast_of_wcag_aa(ink, ground):
    tokens = _tokens(LIGHT)
    assert _contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize(("line", "ground"), [("--field", "--surface"), ("--bar-line", "--bar")])
def test_tokens__borders_of_controls_can_be_seen(line, ground):
    tokens = _tokens(LIGHT)
    assert _contrast(tokens[line], tokens[ground]) >= 3


@pytest.mark.parametrize("name", ["bare.html", "500.html", "404.html", "403.html", "base.html"])
def test_shell__renders_without_a_person(name):
    html = render_to_string(name)
    assert 'id="main"' in html
    assert html.count("<h1") == 1
