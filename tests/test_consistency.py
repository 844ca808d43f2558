"""What has to agree across the whole program: templates, tasks, documents, settings."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from cases.management.commands import write_states_doc
from enforcement.celery import app as celery
from enforcement.schedule import SCHEDULE
from tests.sources import ROOT, sources

# Templates that Django or a library asks for by a name of its own.
ASKED_BY_NAME = {
    "403.html",
    "404.html",
    "500.html",
    "registration/login.html",
    "drf_spectacular/swagger_ui.html",  # stands before the library's own
}


def test_templates__each_is_used():
    templates = ROOT / "templates"
    paths = sorted(templates.rglob("*.html"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    code = "\n".join(source.path.read_text(encoding="utf-8") for source in sources())
    unused = []
    for path in paths:
        name = str(path.relative_to(templates))
        others = "\n".join(text for other, text in texts.items() if other != path)
        if name not in ASKED_BY_NAME and name not in code and name not in others:
            unused.append(name)

    assert unused == []


def test_templates__each_one_named_exists():
    pattern = re.compile(r"[\"',]([a-z_]+(?:/[a-z_]+)*\.html)")
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    texts += [source.path.read_text(encoding="utf-8") for source in sources()]
    named = {name for text in texts for name in pattern.findall(text)}

    assert sorted(name for name in named if not (ROOT / "templates" / name).exists()) == []


def test_static_files__each_one_named_exists():
    pattern = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]")
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }

    assert sorted(name for name in named if not (ROOT / "static" / name).exists()) == []
    css = {f"css/{path.name}" for path in (ROOT / "static" / "css").glob("*.css")}
    js = {f"js/{path.name}" for path in (ROOT / "static" / "js").glob("*.js")}
    assert sorted((css | js) - named) == []


def test_schedule__every_task_is_registered():
    celery.loader.import_default_modules()

    assert [entry["task"] for entry in SCHEDULE.values() if entry["task"] not in celery.tasks] == []


def test_schedule__every_line_says_why():
    text = (ROOT / "enforcement" / "schedule.py").read_text(encoding="utf-8")

    for name in SCHEDULE:
        assert re.search(rf'"{name}": {{  # \S', text), name


def test_case_states__the_published_drawing_is_current():
    call_command("write_states_doc", check=True, stderr=StringIO())


def test_case_states__says_when_it_is_not(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(SystemExit):
        call_command("write_states_doc", check=True, stderr=StringIO())

    call_command("write_states_doc", stdout=StringIO())
    call_command("write_states_doc", check=True)

    drawn = (tmp_path / write_states_doc.PLACE).read_text(encoding="utf-8")
    assert "assigned --> under_way" in drawn
    back = "`filed`, `assigned`, `under_way`, `suspended`"  # a closing that is taken back
    assert f"| `closed` | 已结案 | Closed | {back} |" in drawn


def test_environment__every_variable_is_in_the_example():
    code = (ROOT / "enforcement" / "env.py").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    read = set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", code))

    assert read
    assert sorted(name for name in read if not re.search(rf"^#?{name}=", example, re.M)) == []
