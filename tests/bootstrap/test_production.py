"""The production shape without an engine: its commands as plain processes, its health checks.

DEBUG is off throughout. PostgreSQL and Redis are those of the test run.
"""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import environ
import psycopg2
import pytest

from enforcement.bootstrap import process
from enforcement.bootstrap.paths import ROOT, VENV
from tests.bootstrap.compose import OURS, SERVICES

HOST = "zhiheng.example.cn"

# One worker runs them all: the preparation is dear.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("compose")]


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """The variables of a container, its data folder, and a database that was prepared."""
    data, name = tmp_path_factory.mktemp("data"), f"compose_{os.getpid()}"
    variables = os.environ | {
        "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
        "DATABASE_URL": _new_database(name),
        "ZHIHENG_DATA": str(data),
        "ZHIHENG_EMBEDDED": "0",
        "DJANGO_SETTINGS_MODULE": "enforcement.settings",
        "DJANGO_DEBUG": "0",
        "DJANGO_ALLOWED_HOSTS": HOST,
        "PORT": str(_free_port()),
    }
    for each in ("PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"):
        variables.pop(each, None)
    subprocess.run(_words("prepare", data), cwd=ROOT, env=variables, check=True)
    yield variables
    _drop_database(name)


@pytest.fixture(scope="module")
def running(production):
    """The four services of ours, as the processes that the containers would run."""
    data = Path(production["ZHIHENG_DATA"])
    logs = {name: (data / f"{name}.log").open("wb") for name in OURS}
    started = [
        subprocess.Popen(_words(n, data), cwd=ROOT, env=production, stdout=log, stderr=log)
        for n, log in logs.items()
    ]
    assert process.wait_until(lambda: _answers(production["PORT"]), 60), "the web server is silent"
    yield production
    for each in started:
        each.terminate()
    for each in started:
        each.wait(30)
    for log in logs.values():
        log.close()


class TestProcesses:
    """Each command and each health check, run."""

    @pytest.mark.parametrize("name", OURS)
    def test_the_health_check_turns_well(self, running, name):
        words = [_program(word) for word in SERVICES[name]["healthcheck"]["test"][1:]]
        log = Path(running["ZHIHENG_DATA"]) / f"{name}.log"

        def healthy():
            done = subprocess.run(words, cwd=ROOT, env=running, capture_output=True)
            return done.returncode == 0

        assert process.wait_until(healthy, 120, pause=1), log.read_text()[-3000:]

    @pytest.mark.parametrize("name", OURS)
    def test_the_health_check_turns_ill_without_its_service(self, production, tmp_path, name):
        nowhere = production | {
            "PORT": str(_free_port()),
            "REDIS_URL": f"unix://{tmp_path}/none.sock?db=0",
            "ZHIHENG_DATA": str(tmp_path),
            "DATABASE_URL": f"postgres://nobody@//{tmp_path}/none",
        }
        words = [_program(word) for word in SERVICES[name]["healthcheck"]["test"][1:]]
        done = subprocess.run(words, cwd=ROOT, env=nowhere, capture_output=True)
        assert done.returncode != 0

    def test_pages_are_those_of_production(self, running):
        answer = _get(running["PORT"], "/no-such-page/", HOST)
        assert " 404 " in answer.split("\r\n")[0] or " 302 " in answer.split("\r\n")[0]
        assert "DJANGO_SETTINGS_MODULE" not in answer  # Django's page for developers
        assert " 400 " in _get(running["PORT"], "/", "elsewhere.example").split("\r\n")[0]

    def test_a_missing_key_stops_the_program_with_its_name(self, production):
        poor = {k: v for k, v in production.items() if k != "ZHIHENG_DIGEST_KEY"}
        done = subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=ROOT,
            env=poor,
            capture_output=True,
            text=True,
        )
        assert done.returncode != 0
        assert "ZHIHENG_DIGEST_KEY is not set" in done.stderr

    def test_the_databases_health_checks_are_commands_that_exist(self, production):
        _needs("pg_isready", "redis-cli")
        place = environ.Env.db_url_config(production["DATABASE_URL"])
        postgres = SERVICES["postgres"]["healthcheck"]["test"][1:]
        at = {"PGHOST": place["HOST"], "PGPORT": str(place["PORT"] or 5432)}
        assert subprocess.run(postgres, env=production | at, capture_output=True).returncode == 0
        redis, *words = SERVICES["redis"]["healthcheck"]["test"][1:]
        line = [redis, *_redis_line(production), *words]
        assert subprocess.check_output(line, text=True).strip() == "PONG"


def _redis_line(variables):
    address = variables["REDIS_URL"]
    if address.startswith("unix://"):
        return ["-s", address.removeprefix("unix://").split("?")[0]]
    return ["-u", address]


class TestNginx:
    """nginx accepts its file, serves the static files and passes the rest on."""

    @pytest.fixture
    def nginx(self, production, tmp_path):
        _needs("nginx", "curl")
        port = str(_free_port())
        site = (ROOT / "deploy" / "site.inc").read_text()
        site = site.replace("web:8000", f"127.0.0.1:{production['PORT']}")
        (tmp_path / "site.inc").write_text(site.replace("/data/", f"{production['ZHIHENG_DATA']}/"))
        text = (ROOT / "deploy" / "nginx.conf").read_text()
        changes = {
            "listen 80 ": f"listen 127.0.0.1:{port} ",
            "/etc/nginx/site.inc": f"{tmp_path}/site.inc",
            "/etc/nginx/tls": f"{tmp_path}/tls",
            "/tmp/nginx": f"{tmp_path}/nginx",
            "worker_processes auto;": "worker_processes 1; daemon off; user root;"
            if os.geteuid() == 0
            else "worker_processes 1; daemon off;",
        }
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "nginx.conf"
        file.write_text(text)
        return file, port

    def test_the_file_is_accepted(self, nginx):
        done = subprocess.run(["nginx", "-t", "-c", nginx[0]], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def test_it_serves_and_passes_on(self, nginx, running):
        file, port = nginx
        server = subprocess.Popen(["nginx", "-c", file], stdout=subprocess.DEVNULL)
        try:
            check = [w.replace("127.0.0.1", f"127.0.0.1:{port}") for w in _nginx_check()]
            assert process.wait_until(lambda: subprocess.run(check).returncode == 0, 10)
            manifest = Path(running["ZHIHENG_DATA"]) / "static" / "staticfiles.json"
            hashed = re.search(
                r'"css/[^"]+": "(css/[^"]+\.[0-9a-f]{12}\.css)"', manifest.read_text()
            )[1]
            assert "immutable" in _get(port, f"/static/{hashed}", HOST)
            assert process.wait_until(lambda: '"ok": true' in _get(port, "/health/", HOST), 30, 1)
        finally:
            server.terminate()
            server.wait(10)


def _nginx_check():
    return SERVICES["nginx"]["healthcheck"]["test"][1:]


def _needs(*programs):
    missing = [name for name in programs if not shutil.which(name)]
    if missing and os.environ.get("CI"):
        pytest.fail(f"{', '.join(missing)} must be installed in CI")
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


def _words(name, data):
    """The service's command as a plain process, its data volume being that folder."""
    words = shlex.split(SERVICES[name]["command"].replace("/data/", f"{data}/"))
    return [_program(words[0]), *words[1:]]


def _program(word):
    """A program of the image is found in the project's environment."""
    return str(VENV / "bin" / word) if (VENV / "bin" / word).exists() else word


def _new_database(name):
    _sql(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    return re.sub(r"/[^/]+$", f"/{name}", os.environ["DATABASE_URL"])


def _drop_database(name):
    _sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _sql(*statements):
    place = environ.Env.db_url_config(os.environ["DATABASE_URL"])
    keys = {
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
        "HOST": "host",
        "PORT": "port",
    }
    line = psycopg2.connect(**{new: place[old] for old, new in keys.items() if place[old]})
    line.autocommit = True
    try:
        with line.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        line.close()


def _get(port, path, host):
    """The raw answer, redirects not followed."""
    with socket.create_connection(("127.0.0.1", int(port)), timeout=20) as line:
        line.sendall(f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts).decode(errors="replace")


def _answers(port):
    """Whether somebody listens there by now."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
