"""`manage.py parse_case_number` (contract 2, 5, 6; design 8)."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from courts.models import Court

GOOD = "（2018）赣0302执123号"
KEYS = [  # contract 5
    *("raw", "ok", "canonical", "year", "court_code", "type_word", "serial"),
    *("suffix", "style", "flags", "repaired"),
]


@pytest.fixture
def standard_input(monkeypatch):
    """Puts a text where the command reads."""

    def put(text):
        stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii")
        monkeypatch.setattr(sys, "stdin", stream)

    return put


def run(*arguments):
    """Output and exit status."""
    out = io.StringIO()
    try:
        call_command("parse_case_number", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


@pytest.mark.usefixtures("courts")
class TestJson:
    def test_one_element_per_text_in_their_order(self):
        texts = [GOOD, " (2018) 赣03执恢 005 号之一", "（2013）安执字第123号"]
        out, status = run(*texts, "--json")
        elements = json.loads(out)
        assert status == 0
        assert [element["raw"] for element in elements] == texts
        assert all(list(element) == KEYS for element in elements)
        assert elements[1] == {
            "raw": texts[1],
            "ok": True,
            "canonical": "（2018）赣03执恢5号之一",
            "year": 2018,
            "court_code": "赣03",
            "type_word": "执恢",
            "serial": 5,
            "suffix": "之一",
            "style": "new",
            "flags": [],
            "repaired": None,
        }

    def test_status_3_when_some_are_not_ok(self):
        out, status = run(GOOD, "法释〔2024〕13号", "--json")
        assert status == 3
        assert [element["ok"] for element in json.loads(out)] == [True, False]

    def test_an_unknown_court_is_ok_with_a_flag(self):
        out, status = run("（2018）赣9999执1号", "--json")
        assert status == 0
        assert json.loads(out)[0]["flags"] == ["unknown_court_code"]

    def test_a_court_counts_as_soon_as_it_is_in_the_database(self):
        high = Court.objects.get(code="赣")
        Court.objects.create(
            code="赣99", name="新设中级人民法院", level="intermediate", parent=high, path="x/"
        )
        out, _ = run("（2018）赣99执1号", "--json")
        assert json.loads(out)[0]["flags"] == []

    def test_lines_of_standard_input_may_hold_line_breaks_and_broken_characters(
        self, standard_input
    ):
        raws = ["（2018）赣0302执\n123号", "（2018）赣0302执5号\udc80"]
        standard_input("\n".join(json.dumps(raw) for raw in raws) + "\n\n")
        out, status = run("-", "--json")
        elements = json.loads(out)
        assert [element["raw"] for element in elements] == raws
        assert elements[0]["canonical"] == GOOD
        assert status == 0

    def test_standard_input_is_utf_8_in_every_locale(self, standard_input):
        standard_input(json.dumps(GOOD, ensure_ascii=False))
        out, _ = run("-", "--json")
        assert json.loads(out)[0]["canonical"] == GOOD

    def test_empty_standard_input_is_an_empty_array(self, standard_input):
        standard_input("")
        assert run("-", "--json") == ("[]\n", 0)


@pytest.mark.usefixtures("courts")
@pytest.mark.parametrize(
    "line", ["{", "12", "null", '["（2018）赣0302执1号"]', "（2018）赣0302执1号"]
)
def test_a_line_that_is_no_json_string_is_wrong_usage(line, standard_input):
    standard_input(line)
    with pytest.raises(CommandError) as error:
        call_command("parse_case_number", "-", stdout=io.StringIO())
    assert error.value.returncode == 2
    assert "Line 1" in str(error.value)


def test_no_text_is_wrong_usage():
    with pytest.raises(CommandError):
        call_command("parse_case_number")


@pytest.mark.usefixtures("courts")
def test_the_table_has_a_line_per_text_and_shows_what_is_odd():
    out, status = run(GOOD, "（2018）赣0302执\n第123号", "12\udc80")
    lines = [line.split("\t") for line in out.splitlines()]
    assert status == 3
    assert lines[1] == ["ok", GOOD, "-", "-", GOOD]
    assert lines[2] == ["ok", GOOD, "extra_word", GOOD, "（2018）赣0302执\\n第123号"]
    assert lines[3] == ["refused", "-", "-", "-", "12\\udc80"]
