"""The production shape as it stands in its files."""

import re
import tomllib

import pytest

from enforcement.bootstrap.paths import ROOT
from tests.bootstrap.compose import COMPOSE, OURS, SERVICES

LONG_RUNNING = (*OURS, "postgres", "redis", "nginx")


class TestFile:
    """What can be read off the file."""

    def test_every_service_is_there(self):
        assert set(SERVICES) == {*LONG_RUNNING, "prepare"}

    @pytest.mark.parametrize("name", LONG_RUNNING)
    def test_long_running_services_are_watched_and_reap_their_children(self, name):
        service = SERVICES[name]
        assert service["healthcheck"]["test"][0] == "CMD"
        assert service["init"] is True
        assert service["restart"] == "unless-stopped"

    @pytest.mark.parametrize("name", [*OURS, "prepare"])
    def test_our_services_share_one_image_and_no_debugging(self, name):
        service = SERVICES[name]
        assert service["image"] == "zhiheng:${ZHIHENG_VERSION:-latest}"
        assert service["environment"]["DJANGO_DEBUG"] == "0"
        assert service["read_only"] is True

    @pytest.mark.parametrize("name", OURS)
    def test_nothing_starts_before_the_database_is_prepared(self, name):
        needs = SERVICES[name]["depends_on"]
        assert needs["prepare"]["condition"] == "service_completed_successfully"
        assert needs["postgres"]["condition"] == "service_healthy"

    def test_only_nginx_is_reachable_from_outside(self):
        assert [name for name, service in SERVICES.items() if service.get("ports")] == ["nginx"]

    def test_every_volume_used_is_declared(self):
        mounts = [mount for s in SERVICES.values() for mount in s.get("volumes", [])]
        names = {mount.split(":")[0] for mount in mounts if not mount.startswith(".")}
        assert names == set(COMPOSE["volumes"])
        for mount in mounts:
            assert not mount.startswith(".") or (ROOT / mount.split(":")[0]).exists(), mount

    def test_postgres_has_room_for_parallel_queries_and_knows_chinese(self):
        assert SERVICES["postgres"]["shm_size"] == "256m"
        assert "C.UTF-8" in SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]

    def test_images_are_versions_that_the_suite_runs_on(self):
        """CI has PostgreSQL 15 of Debian and the embedded 18; the image lies between."""
        assert 15 <= int(_tag("postgres").split(".")[0]) <= 18
        assert _tag("redis").startswith("7.2")  # the last line under a free licence
        python = re.search(r"^FROM python:(\S+?)-slim", (ROOT / "Dockerfile").read_text(), re.M)[1]
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
        assert f">={python}" == wanted

    def test_every_variable_is_explained(self):
        """What settings and compose read stands in .env.example, and nothing else does."""
        assert _explained() == _read_by_settings() | _read_by_compose() | OPERATORS


# Read by the bootstrap or by gunicorn, not by the settings.
OPERATORS = {"ZHIHENG_EMBEDDED", "PORT", "DEMO", "WEB_WORKERS"}


def _explained():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))


def _read_by_settings():
    source = (ROOT / "enforcement" / "env.py").read_text(encoding="utf-8")
    return set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z_]+)\"", source))


def _read_by_compose():
    source = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return set(re.findall(r"\$\{([A-Z_]+)", source))


def _tag(name):
    return SERVICES[name]["image"].split(":")[1]
