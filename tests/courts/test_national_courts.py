"""The national list of courts: 3,868 rows, loaded whole, and again without a change."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courts.models import Court
from enforcement.kernel.models import AuditEvent
from tests.real_data import real_data

BREAK_THE_PREFIX_RULE = 94  # at least; with the railway and corps courts it is 100


def load(path):
    out = StringIO()
    call_command("import_courts", str(path), stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_import_courts__national_list_and_again():
    path = real_data("courts.csv")

    assert load(path) == "courts: 3868 created, 0 updated, 0 unchanged"
    assert load(path) == "courts: 0 created, 0 updated, 3868 unchanged"
    assert AuditEvent.objects.filter(act="COURTS_LOADED").count() == 1
    assert Court.objects.filter(parent=None).count() == 1


@pytest.mark.django_db
def test_import_courts__the_parent_is_the_file_s_not_the_prefix():
    load(real_data("courts.csv"))

    basic = Court.objects.filter(level="basic").values_list("code", "parent_id", "path")
    odd = [(code, parent) for code, parent, _path in basic if not code.startswith(parent)]
    assert len(odd) >= BREAK_THE_PREFIX_RULE
    assert set(odd) <= _parents_in_the_file()
    assert all(path.endswith(f"/{parent}/{code}/") for code, parent, path in basic)


def _parents_in_the_file():
    with real_data("courts.csv").open(encoding="utf-8-sig") as lines:
        return {(row["court_code"], row["parent_code"]) for row in csv.DictReader(lines)}


@pytest.mark.django_db
def test_import_courts__after_prepare_the_courts_of_jiangxi_agree():
    call_command("prepare", no_migrate=True, stdout=StringIO())

    said = load(real_data("courts.csv"))

    with real_data("courts.csv").open(encoding="utf-8-sig") as lines:
        of_jiangxi = sum(row["court_code"].startswith("赣") for row in csv.DictReader(lines))
    unchanged = int(said.split(", ")[-1].split()[0])
    assert "0 updated" in said
    assert unchanged >= of_jiangxi


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("甲01,甲法院,intermediate,甲\n", "不在文件里"),
        ("甲,甲法院,village,\n", "层级"),
        ("甲,甲法院,high,\n甲,乙法院,high,\n", "出现两次"),
        ("甲,甲法院,high,乙\n乙,乙法院,high,甲\n", "自己的上级"),
    ],
)
@pytest.mark.django_db
def test_import_courts__refused_whole(tmp_path, rows, words):
    path = tmp_path / "courts.csv"
    path.write_text("court_code,name,level,parent_code\n" + rows, encoding="utf-8")

    with pytest.raises(CommandError, match=words):
        load(path)

    assert not Court.objects.exists()


@pytest.mark.django_db
def test_import_courts__a_moved_court_takes_those_below_along(tmp_path):
    path = tmp_path / "courts.csv"
    head = "court_code,name,level,parent_code\n"
    path.write_text(head + "甲,甲,supreme,\n乙,乙,high,甲\n丙,丙,intermediate,乙\n丁,丁,basic,丙\n")
    load(path)
    path.write_text(head + "丙,丙,intermediate,甲\n\n")

    assert load(path) == "courts: 0 created, 1 updated, 0 unchanged"

    assert Court.objects.get(pk="丁").path == "甲/丙/丁/"
