"""Rows of a .csv file: numbers, quotes, blanks, apostrophes."""

import pytest

from enforcement.kernel.tabular import TabularRefused, open_tables


def rows_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "案件.csv"
    path.write_bytes(text.encode(encoding))
    with open_tables(path) as book:
        (sheet,) = book.sheets
        return sheet.header, list(sheet.rows())


def test_rows__blank_lines_are_counted_and_short_rows_filled(tmp_path):
    text = 'a,b,c\r\n1,2,3\r\n\r\n,,\r\n4\r\n" \u3000",,\r\n5,6,7,8\r\n'

    assert rows_of(tmp_path, text) == (
        ["a", "b", "c"],
        [(2, ["1", "2", "3"]), (5, ["4", "", ""]), (7, ["5", "6", "7", "8"])],
    )


def test_rows__a_record_of_several_lines_is_one_row(tmp_path):
    text = 'a,b\n"甲\n乙","say ""案"", please"\n1,2'

    assert rows_of(tmp_path, text) == (
        ["a", "b"],
        [(2, ["甲\n乙", 'say "案", please']), (3, ["1", "2"])],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_rows__encodings(tmp_path, encoding):
    assert rows_of(tmp_path, "案号\n喆\n", encoding) == (["案号"], [(2, ["喆"])])


def test_rows__rare_names_need_gb18030(tmp_path):
    assert rows_of(tmp_path, "案号\n㛃䶮𬱟\n", "gb18030") == (["案号"], [(2, ["㛃䶮𬱟"])])


def test_rows__apostrophe_before_a_formula_is_taken_off(tmp_path):
    text = "a,b\n'=1+1,'plain\n''=1,'\n"

    assert rows_of(tmp_path, text)[1] == [(2, ["=1+1", "'plain"]), (3, ["'=1", "'"])]


def test_rows__empty_file_in_a_folder_is_refused(tmp_path):
    (tmp_path / "案件.csv").write_bytes(b"")

    with pytest.raises(TabularRefused, match="文件是空的"):
        open_tables(tmp_path)


def test_rows__no_header_and_no_rows(tmp_path):
    assert rows_of(tmp_path, "\n\n") == ([], [])


def test_rows__a_field_as_long_as_a_book(tmp_path):
    with pytest.raises(TabularRefused, match="第 2 行的引号不成对或内容过长"):
        rows_of(tmp_path, "a\n" + "案" * 200_000)


@pytest.mark.parametrize("text", ['a\n"open', 'a\n"x"y\n', 'a\n1\n2\n"'])
def test_rows__quotes_that_do_not_close(tmp_path, text):
    with pytest.raises(TabularRefused, match="引号不成对"):
        rows_of(tmp_path, text)


def test_rows__a_row_may_be_abandoned(tmp_path):
    path = tmp_path / "案件.csv"
    path.write_text("a\n1\n2\n", "utf-8")

    with open_tables(path) as book:
        assert next(book["案件"].rows()) == (2, ["1"])
        assert next(book["案件"].rows()) == (2, ["1"])
