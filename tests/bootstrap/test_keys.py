"""Keys are made once, are private, and are never replaced under a database that needs them."""

import base64
import json
import os
import stat

import pytest

from enforcement.bootstrap import keys
from enforcement.bootstrap.failure import SetupFailed


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch):
    for name in keys.MAKERS:
        monkeypatch.delenv(name)


def _filled(monkeypatch, folder):
    for name in keys.MAKERS:
        monkeypatch.setenv(name, "")
    keys.fill(folder)
    return {name: os.environ[name] for name in keys.MAKERS}


def test_keys_are_kept_for_the_next_command(monkeypatch, tmp_path):
    first = _filled(monkeypatch, tmp_path)
    assert _filled(monkeypatch, tmp_path) == first
    assert len(first["DJANGO_SECRET_KEY"]) >= 50
    key_id, key = first["ZHIHENG_IDENTITY_KEYS"].split(":")
    assert key_id == "k1"
    assert len(base64.b64decode(key)) == len(base64.b64decode(first["ZHIHENG_DIGEST_KEY"])) == 32


def test_only_the_owner_may_read_them(monkeypatch, tmp_path):
    _filled(monkeypatch, tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_what_the_environment_names_is_neither_replaced_nor_written(monkeypatch, tmp_path):
    for name in keys.MAKERS:
        monkeypatch.setenv(name, "given")
    keys.fill(tmp_path)
    assert not (tmp_path / "secrets.json").exists()


def test_a_lost_file_beside_a_database_is_refused_not_replaced(monkeypatch, tmp_path):
    (tmp_path / "pg18").mkdir()
    (tmp_path / "pg18" / "PG_VERSION").write_text("18\n")
    with pytest.raises(SetupFailed, match="put the file back"):
        _filled(monkeypatch, tmp_path)


def test_a_missing_key_is_added_to_those_that_are_there(monkeypatch, tmp_path):
    (tmp_path / "secrets.json").write_text(json.dumps({"ZHIHENG_DIGEST_KEY": "old"}))
    assert _filled(monkeypatch, tmp_path)["ZHIHENG_DIGEST_KEY"] == "old"
