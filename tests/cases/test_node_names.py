"""Every word that pages show through `_(value)` has an English one."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from cases import enums
from cases.explanations.node_names import NODE_WORDS
from cases.rules.node_table import NODE_NAMES

HAN = re.compile(r"[\u3400-\u9fff]")
CHOICES = [
    enums.CaseType, enums.CaseStatus, enums.CloseMode, enums.PartyRole, enums.PartyKind,
    enums.Household, enums.LimitEventKind, enums.AssetKind, enums.Source,
]  # fmt: skip


def test_the_marked_names_are_the_nodes_of_the_rules():
    assert NODE_WORDS == NODE_NAMES


@pytest.mark.parametrize("name", NODE_NAMES)
def test_every_node_has_an_english_name(name):
    with translation.override("en"):
        assert not HAN.search(gettext(name))


def test_no_two_nodes_share_an_english_name():
    with translation.override("en"):
        names = [gettext(name) for name in NODE_NAMES]
    assert len(set(names)) == len(NODE_NAMES)


@pytest.mark.parametrize("choices", CHOICES, ids=lambda each: each.__name__)
def test_every_choice_has_an_english_label(choices):
    with translation.override("en"):
        labels = [str(label) for label in choices.labels]
    assert not [label for label in labels if HAN.search(label)]
    assert len(set(labels)) == len(labels)
