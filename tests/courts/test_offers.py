"""What courts offer: menu entries per role, words for every act."""

import re
from pathlib import Path

from courts import offers
from enforcement.kernel.audit.words import described
from enforcement.kernel.registries import menu

ROOT = Path(__file__).resolve().parents[2]


def names(user):
    roles = user.access.roles
    return [e.url_name for e in menu.for_user(user) if not e.roles or e.roles & roles]


def test_menu__administrator(admin):
    own = [name for name in names(admin) if name.startswith("courts:")]
    assert own == [
        "courts:user_list", "courts:permission_matrix", "courts:parameter_list", "courts:calendar",
    ]  # fmt: skip


def test_menu__auditor(auditor):
    own = [name for name in names(auditor) if name.startswith("courts:")]
    assert own == ["courts:event_list", "courts:chain_check"]


def test_menu__others_have_none_of_it(officer, chief, president, supervisor):
    for person in (officer, chief, president, supervisor):
        assert not [name for name in names(person) if name.startswith("courts:")]


def test_words__every_act_of_courts_has_them():
    acts = set()
    for path in (ROOT / "courts" / "services").glob("*.py"):
        acts |= set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', path.read_text(encoding="utf-8")))
    assert acts
    assert acts <= described()
    assert set(offers.WORDS) <= acts
