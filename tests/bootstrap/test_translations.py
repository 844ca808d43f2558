"""The English catalogues: what is found, what is kept, what is complained about."""

import gettext

import pytest

from enforcement.bootstrap import catalogues, translations

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
TITLE = _("案件")
FIELD = pgettext_lazy("column", "案号")
def days(n):
    return ngettext("%(n)s 天", "%(n)s 天（复）", n) % {"n": n}
"""
TEMPLATE = """{% load i18n %}
<div>
  {# a comment #}
    <h1>{% trans "立案" %}</h1>
  <p title="{% translate '案号' context 'column' %}">it's {{ _("结案") }}</p>
      {% blocktrans trimmed with n=count %}
        共 {{ n }} 件，
        含委托
      {% endblocktrans %}
</div>
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one app and the shared ground floor."""
    for module in (catalogues, translations):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    files = {
        "courts/models.py": CODE,
        "courts/migrations/0001_initial.py": "from x import _\n_('不译')\n",
        "templates/courts/list.html": TEMPLATE,
        "templates/desk/home.html": '{% load i18n %}{% trans "首页" %}',
        "templates/base.html": '{% load i18n %}{% trans "执衡" %}',
        "enforcement/kernel/errors.py": "_('出错')\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _translate(app, **english):
    path = catalogues.path_of(app)
    text = path.read_text(encoding="utf-8")
    for chinese, word in english.items():
        assert f'msgid "{chinese}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{chinese}"\nmsgstr ""', f'msgid "{chinese}"\nmsgstr "{word}"')
    path.write_text(text, encoding="utf-8")


def test_texts_of_code_and_templates_are_found(project):
    found = catalogues.texts_of("courts")
    assert set(found) == {
        ("案件", None),
        ("案号", "column"),
        ("%(n)s 天", None),
        ("立案", None),
        ("结案", None),
        ("共 %(n)s 件， 含委托", None),
    }
    assert found["%(n)s 天", None].msgid == ("%(n)s 天", "%(n)s 天（复）")


def test_what_belongs_to_no_app_goes_to_the_ground_floor(project):
    assert {text for text, _ in catalogues.texts_of("enforcement")} == {"首页", "执衡", "出错"}


def test_extracting_keeps_translations_and_drops_what_is_gone(project):
    translations.extract_all()
    _translate("courts", 案件="Cases", 立案="Filing")
    (project / "templates/courts/list.html").write_text("<p></p>")
    translations.extract_all()
    text = catalogues.path_of("courts").read_text(encoding="utf-8")
    assert 'msgid "案件"\nmsgstr "Cases"' in text
    assert "立案" not in text


def test_a_text_that_moves_takes_its_translation_along(project):
    translations.extract_all()
    _translate("courts", 立案="Filing")
    (project / "templates/courts/list.html").rename(project / "templates/desk/list.html")
    translations.extract_all()
    shared = catalogues.path_of("enforcement").read_text(encoding="utf-8")
    assert 'msgid "立案"\nmsgstr "Filing"' in shared


def test_extracting_twice_changes_nothing(project):
    translations.extract_all()
    before = catalogues.path_of("courts").read_bytes()
    translations.extract_all()
    assert catalogues.path_of("courts").read_bytes() == before
    assert b"POT-Creation-Date" not in before


def test_check_names_each_fault_and_its_file(project, capsys):
    translations.extract_all()
    _translate("courts", 案件="Cases", 立案="Filing")
    path = catalogues.path_of("courts")
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "结案"', '#, fuzzy\nmsgid "结案"')
    text = text.replace('件， 含委托"\nmsgstr ""', '件， 含委托"\nmsgstr "%(m)s cases"')
    path.write_text(text + '\nmsgid "旧"\nmsgstr "old"\n', encoding="utf-8")
    (project / "courts/models.py").write_text(CODE + "_('新')\n", encoding="utf-8")
    assert translations.check_all() == 1
    said = capsys.readouterr().out
    for line in (
        "fuzzy: '结案' (templates/courts/list.html)",
        "another placeholder: '共 %(n)s 件， 含委托'",
        "no longer used: '旧'",
        "missing: '新' (courts/models.py)",
        "not translated: '案号'",
    ):
        assert line in said
    assert "'案件'" not in said


def test_check_is_content_with_complete_english(project):
    (project / "courts/models.py").unlink()
    (project / "templates/courts/list.html").unlink()
    translations.extract_all()
    _translate("enforcement", 首页="Home", 执衡="Zhiheng", 出错="Error")
    assert translations.check_all() == 0


def test_the_compiled_catalogue_speaks(project):
    translations.extract_all()
    _translate("enforcement", 首页="Home")
    translations.compile_all()
    english = gettext.translation("django", project / "enforcement" / "locale", ["en"])
    assert english.gettext("首页") == "Home"
    assert english.gettext("出错") == "出错"
