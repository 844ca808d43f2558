"""A workbook that passed is not looked through twice; one that did not, every time."""

from functools import partial

import pytest
from django.core.cache import cache

from enforcement.kernel.tabular import TabularRefused, open_tables, seen_books, xlsx_in
from enforcement.kernel.tabular.sheet_tags import SheetFacts
from enforcement.kernel.tabular.values import NO_RESULT
from tests.kernel.tabular.making import save_rows

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
UNCOMPUTED = '<row r="1"><c r="A1"><f>B1</f></c></row>'


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def looked(monkeypatch):
    """Names of the sheets that were looked through."""
    names = []
    scan = xlsx_in.scan_sheet

    def counted(archive, part, name):
        names.append(name)
        return scan(archive, part, name)

    monkeypatch.setattr(xlsx_in, "scan_sheet", counted)
    return names


def cells_of(path):
    with open_tables(path) as book:
        return [sheet.header for sheet in book.sheets]


def test_facts_of__the_same_bytes_once(tmp_path, looked):
    path, copy = save_rows(tmp_path / "a.xlsx", ONE), tmp_path / "b.xlsx"
    copy.write_bytes(path.read_bytes())

    assert cells_of(path) == cells_of(copy) == cells_of(path) == [[1.0]]
    assert looked == ["S1"]


def test_facts_of__one_byte_more_is_another_book(tmp_path, looked):
    path = save_rows(tmp_path / "a.xlsx", ONE)
    cells_of(path)
    cells_of(save_rows(tmp_path / "a.xlsx", ONE + '<row r="2"><c r="A2"><v>2</v></c></row>'))

    assert looked == ["S1", "S1"]


def test_facts_of__faults_in_cells_are_found_every_time(tmp_path, looked):
    path = save_rows(tmp_path / "a.xlsx", UNCOMPUTED)

    assert cells_of(path) == cells_of(path) == [[NO_RESULT]]
    assert looked == ["S1", "S1"]


def test_facts_of__what_was_refused_stays_refused(tmp_path):
    path = save_rows(tmp_path / "a.xlsx", '<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>')

    for _again in range(2):
        with pytest.raises(TabularRefused):
            open_tables(path)


def test_facts_of__without_the_cache(tmp_path, looked, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    path = save_rows(tmp_path / "a.xlsx", ONE)

    assert cells_of(path) == cells_of(path) == [[1.0]]
    assert looked == ["S1", "S1"]


def test_facts_of__stricter_looking_forgets_what_passed(tmp_path, monkeypatch):
    path = save_rows(tmp_path / "a.xlsx", ONE)
    found = partial(seen_books.facts_of, path)
    found(lambda: {"S1": SheetFacts(7)})
    monkeypatch.setattr(seen_books, "LOOKING", seen_books.LOOKING + 1)

    assert found(lambda: {"S1": SheetFacts(8)})["S1"].cells == 8
    assert found(dict)["S1"].cells == 8
