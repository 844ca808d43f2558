"""What ARCHITECTURE.md says and a machine can check."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field
from django.dispatch import Signal

from cases.enums import CaseStatus
from enforcement.celery import app as celery
from enforcement.kernel.audit.words import described
from enforcement.kernel.enums import JobStatus
from enforcement.schedule import SCHEDULE
from tests.sources import ROOMS, ROOT, Source, calls, place, room_of, sources

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# Files and functions that may be longer, each with its reason.
LONG: dict[str, str] = {}

OUR_APPS = ("kernel", "courts", "office", "cases", "agreements", "defaulters", "petitions",
            "performance", "desk")  # fmt: skip


# Tables ----------------------------------------------------------------------------------------


def relations() -> Iterator[tuple[Any, Any]]:
    for model in apps.get_models():
        if model._meta.app_label in OUR_APPS:
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation and field.related_model:
                    yield model, field


def test_foreign_keys__point_down():
    wrong = [
        f"{model._meta.label}.{field.name} → {target}"
        for model, field in relations()
        if (target := field.related_model._meta.app_label) in OUR_APPS
        and OUR_APPS.index(target) > OUR_APPS.index(model._meta.app_label)
        # The user of an event, a file or a job is known as settings.AUTH_USER_MODEL alone.
        and not (
            model._meta.app_label == "kernel" and field.related_model._meta.label == "courts.User"
        )
    ]

    assert wrong == []


def test_foreign_keys__leave_no_way_up():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model, field in relations()
        if field.related_model._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
    ]

    assert wrong == []


def test_models__every_one_has_words_and_no_save_of_its_own():
    for model in apps.get_models():
        if model._meta.app_label in OUR_APPS:
            assert "save" not in vars(model), model
            assert "ordering" not in vars(model._meta).get("original_attrs", {}), model
            assert any("__str__" in vars(base) for base in model.__mro__[:2]), model


# Imports ---------------------------------------------------------------------------------------

# What a room keeps to itself: its edges.
EDGES = frozenset(
    {"views", "api", "urls", "api_urls", "forms", "serializers", "filters", "tasks", "receivers",
     "offers", "exports", "listing", "management", "apps"}
)  # fmt: skip


def imported(source: Source) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def test_imports__of_another_room_never_its_edges():
    wrong = sorted(
        {
            f"{place(source, node)} imports {name}"
            for source in sources()
            if source.room not in ("enforcement", "enforcement.bootstrap")
            for name, node in imported(source)
            if (room := room_of(name)) and room not in (source.room, "enforcement.kernel")
            and name.removeprefix(f"{room}.").partition(".")[0] in EDGES
        }
    )  # fmt: skip

    assert wrong == []


def test_templates__name_no_address_of_a_room_above():
    pattern = re.compile(r"{%\s*url\s+['\"](\w+):")
    wrong = []
    for folder in ("cases", "defaulters", "petitions", "performance"):
        for path in (ROOT / "templates" / folder).rglob("*.html"):
            for space in pattern.findall(path.read_text(encoding="utf-8")):
                if space in OUR_APPS and OUR_APPS.index(space) > OUR_APPS.index(folder):
                    wrong.append(f"{path.name} → {space}")

    # The list of 待阅 and stored files have one address for every room.
    assert [each for each in wrong if not each.endswith("→ desk")] == []


# Writing ---------------------------------------------------------------------------------------

WRITES = frozenset({"save", "create", "bulk_create", "bulk_update", "get_or_create",
                    "update_or_create", "delete"})  # fmt: skip
WRITERS = ("services", "sheets", "evidence")  # evidence keeps what a snapshot counted
KERNEL_WRITERS = ("enforcement.kernel.files", "enforcement.kernel.jobs", "enforcement.kernel.audit",
                  "enforcement.kernel.bulk")  # fmt: skip
# Other things that are called the same.
NOT_ROWS = {
    "courts.managers": "Django's auth creates users for tests and the first administrator",
    "courts.receivers": "hears django-axes",
    "enforcement.desk.ledger.uploads": "keeps an upload until it was read: the service of the desk",
}


def writes(source: Source) -> Iterator[ast.Call]:
    """Calls that write rows: `.update(…)` of a queryset has keywords only, that of a dict has none."""
    for name, node in calls(source):
        if name in WRITES or (name == "update" and node.keywords and not node.args):
            yield node


def may_write(source: Source) -> bool:
    return (
        source.part.partition(".")[0] in WRITERS
        or source.name.startswith(KERNEL_WRITERS)
        or source.room in ("enforcement.bootstrap",)
        or source.name in NOT_ROWS
    )


def test_rows__are_written_by_services_only():
    wrong = [
        f"{place(source, node)} {ast.unparse(node.func)}"
        for source in sources()
        if not may_write(source)
        for node in writes(source)
    ]

    assert wrong == []


# Who moves a status, beside `move` of the app.
STATUS_MOVERS = {
    "cases.services.cases": "move and move_many, along cases/transitions.py",
    "cases.services.derived": "an imported history is as far as its entries say",
    "cases.sheets": "an import sets what the ledger says (ruling 35)",
    "enforcement.kernel.jobs": "jobs have a life of their own, by lease",
    "enforcement.kernel.api": "the status of an answer",
}


def status_writes(source: Source) -> Iterator[ast.AST]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign):
            targets = [t for target in node.targets for t in ast.walk(target)]
            if any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets):
                yield node
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith(".update")
            and any(keyword.arg == "status" for keyword in node.keywords)
        ):
            yield node


def test_status__is_moved_in_one_place():
    wrong = [
        place(source, node)
        for source in sources()
        if not source.name.startswith(tuple(STATUS_MOVERS))
        for node in status_writes(source)
    ]

    assert wrong == []


# News and tasks --------------------------------------------------------------------------------

# Every signal with those who hear it: the way up (ownership.md, joint 1).
HEARD: dict[str, set[str]] = {
    "cases.case_changed": set(),
    "cases.case_closed": set(),
    "cases.case_filed": set(),
    "cases.cases_assigned": set(),
    "cases.cases_imported": set(),
    "cases.limit_changed": set(),
    "cases.money_received": set(),
    "cases.payout_made": set(),
    "cases.progress_logged": set(),
}


def all_signals() -> dict[str, Signal]:
    found = {}
    for source in sources():
        if source.part == "signals":
            module = importlib.import_module(source.name)
            for name, value in vars(module).items():
                if isinstance(value, Signal):
                    found[f"{source.room}.{name}"] = value
    return found


def test_signals__and_those_who_hear_them():
    heard = {
        name: {getattr(receiver[1](), "__module__", "") for receiver in signal.receivers}
        for name, signal in all_signals().items()
    }

    assert heard == HEARD


def test_signals__are_sent_by_services_in_their_own_room():
    sent = {
        f"{source.room}.{node.func.value.attr}"
        for source in sources()
        if source.part.partition(".")[0] in ("services", "sheets")
        for name, node in calls(source)
        if name == "send" and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
    }  # fmt: skip

    assert sent >= set(all_signals())


def task_names() -> Iterator[tuple[str, str]]:
    for source in sources():
        for name, node in calls(source):
            if name in ("enqueue_on_commit", "send_task") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield place(source, node), first.value
    for name, entry in SCHEDULE.items():
        yield f"schedule {name}", entry["task"]


def test_tasks__that_are_named_exist():
    celery.loader.import_default_modules()

    missing = [f"{where}: {task}" for where, task in task_names() if task not in celery.tasks]

    assert missing == []


def test_tasks__are_a_few_lines_and_call_one_service():
    for source in sources():
        if source.part == "tasks":
            for node in source.tree.body:
                if isinstance(node, ast.FunctionDef):
                    assert len(node.body) <= 4, f"{place(source, node)} {node.name}"


# Acts ------------------------------------------------------------------------------------------

ACT = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
# Acts whose names are put together: the status that was reached.
COMPOSED = {f"CASE_{status.name}" for status in CaseStatus} | {
    f"JOB_{status.name}" for status in (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED)
}


def recorded_acts() -> dict[str, str]:
    """Acts given to `audit.record` and its like, with the place of each."""
    found = {}
    for source in sources():
        for name, node in calls(source):
            if name in ("record", "record_many") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and ACT.fullmatch(str(first.value)):
                    found[first.value] = place(source, node)
    return found


def test_acts__have_words():
    nameless = {act: where for act, where in recorded_acts().items() if act not in described()}

    assert nameless == {}
    assert described() >= COMPOSED - {"CASE_FILED"}


def test_acts__that_have_words_are_done_somewhere():
    text = "\n".join(source.path.read_text(encoding="utf-8") for source in sources())
    counted = {act: text.count(f'"{act}"') for act in described() - COMPOSED}

    # Named in the words and where it is done; or once, as a constant that both use.
    constants = {
        constant.value
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        for constant in ast.walk(node.value)
        if isinstance(constant, ast.Constant) and not isinstance(node.value, ast.Dict)
    }
    assert [act for act, count in counted.items() if count < 2 and act not in constants] == []


def _tests_text() -> str:
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    return "\n".join(path.read_text(encoding="utf-8") for path in tests)


def test_acts__each_is_named_by_a_test():
    text = _tests_text()

    assert sorted(act for act in described() if f'"{act}"' not in text) == []


# Size ------------------------------------------------------------------------------------------


def test_files__are_short():
    long = {
        str(source.path.relative_to(ROOT)): count
        for source in sources()
        if (count := len(source.path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
        and source.name not in LONG
    }

    assert long == {}


def test_functions__are_short():
    long = {
        f"{place(source, node)} {node.name}": lines
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
        and f"{source.name}.{node.name}" not in LONG
    }

    assert long == {}


@pytest.mark.parametrize("room", ROOMS)
def test_rooms__are_there(room):
    assert (ROOT / room.replace(".", "/")).is_dir()


def test_no_module_of_odds_and_ends():
    wrong = [
        source.name
        for source in sources()
        if source.path.stem in ("utils", "helpers", "common", "mixins", "misc")
    ]

    assert wrong == []
