"""`manage.py check_identity` (contract 1, 2 and 8)."""

import io
import json
import logging
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from enforcement.kernel.synthetic import resident_id, uscc

FIELDS = "raw ok kind normalized masked birth_date sex area_code area_name reason warnings"
NUMBER = resident_id(3, date(1990, 1, 2), "male")
CODE = uscc(7)
WRONG = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("check_identity", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def typed(monkeypatch):
    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


def test_check_identity__one_element_per_text_in_order():
    status, out = run(NUMBER, CODE, "--json")
    assert status == 0
    verdicts = json.loads(out)
    assert [verdict["raw"] for verdict in verdicts] == [NUMBER, CODE]
    assert [verdict["kind"] for verdict in verdicts] == ["resident_id", "uscc"]
    assert " ".join(verdicts[0]) == FIELDS


def test_check_identity__exits_3_when_one_is_not_ok():
    status, out = run(NUMBER, WRONG, "--json")
    assert status == 3
    assert [verdict["ok"] for verdict in json.loads(out)] == [True, False]


def test_check_identity__reads_json_strings(typed):
    spread = f"{NUMBER[:6]}\n{NUMBER[6:]}"
    typed("\n".join([json.dumps(spread), "", json.dumps("张三"), json.dumps("")]))
    status, out = run("-", "--json")
    verdicts = json.loads(out)
    assert status == 3
    assert [verdict["raw"] for verdict in verdicts] == [spread, "张三", ""]
    assert [verdict["ok"] for verdict in verdicts] == [True, False, False]


def test_check_identity__nothing_in_nothing_out(typed):
    typed("")
    assert run("-", "--json") == (0, "[]\n")


@pytest.mark.parametrize("line", [NUMBER, "[1]", "null", f'"{NUMBER}'])
def test_check_identity__refuses_what_is_no_json_string(typed, line):
    typed(f'"{CODE}"\n{line}\n')
    with pytest.raises(CommandError, match="line 2 of the input is not a JSON string") as refused:
        run("-", "--json")
    assert refused.value.returncode == 2
    assert NUMBER not in str(refused.value)


def test_check_identity__masks_for_the_eye():
    status, out = run(NUMBER, CODE, WRONG)
    assert status == 3
    assert out.splitlines() == [
        f"360399********{NUMBER[-4:]} resident_id ok area_unknown",
        f"{CODE} uscc ok",
        f"360399********{WRONG[-4:]} resident_id checksum",
    ]


def test_check_identity__logs_no_number(caplog, typed):
    with caplog.at_level(logging.DEBUG):
        typed(json.dumps(NUMBER))
        run("-", "--json")
    assert NUMBER not in caplog.text
