"""`make run`: set up, services, demonstration on the first start, then the parts under watch.

Ends on SIGTERM or Ctrl-C, and with it everything that it started. When it is killed outright, its
parts end too; the services stay and are taken over by the next start.
"""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from enforcement.bootstrap import ending, environment, first_start, services, static_files
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.lock import try_hold
from enforcement.bootstrap.logs import tail, trim
from enforcement.bootstrap.parts import Part, commands, end_all
from enforcement.bootstrap.paths import VENV_PYTHON, data_dir
from enforcement.bootstrap.place import durable_place
from enforcement.bootstrap.setup import set_up

HOST = "127.0.0.1"
FIRST_PAGE_PATIENCE_S = 120.0
FAILED_STARTS = 3  # of the web server before the first page: something is wrong for good
ROUND_S = 2.0  # between two looks at services and logs


def main() -> None:
    """Run until told to end. Exit 1 with a sentence when the start fails."""
    ending.listen()
    try:
        port = _port()
        with _only_run_here():
            _check_port(port)
            set_up("run")
            _serve(port)
    except SetupFailed as failure:
        sys.exit(str(failure))
    except ending.Ended:
        print("ended", flush=True)


def _serve(port: int) -> None:
    parts: list[Part] = []
    with _services() as embedded:
        finish_static_files = static_files.begin()  # the second core is idle meanwhile
        first_start.prepare()
        finish_static_files()
        data = data_dir()
        words = commands(str(VENV_PYTHON), port, data)
        parts += [Part(name, line, data / "log" / f"{name}.log") for name, line in words.items()]
        try:
            _watch(parts, port, embedded)
        finally:
            ending.ignore()
            end_all(parts)


def _watch(parts: list[Part], port: int, embedded: list[str]) -> None:
    for part in parts:
        part.watch()
    logins = first_start.ask_logins()
    _wait_for_first_page(parts, port)
    # In one piece: whoever waits for the first line finds the others there.
    print(f"ready http://{HOST}:{port}/\n{logins.communicate()[0]}".rstrip(), flush=True)
    last_round = 0.0
    while True:
        for part in parts:
            part.watch()
        if time.monotonic() - last_round > ROUND_S:
            _revive(embedded)
            for log in parts[0].log.parent.glob("*.log"):
                trim(log)
            last_round = time.monotonic()
        time.sleep(0.5)


def _revive(names: list[str]) -> None:
    try:
        for name in services.start(durable_place(), names):
            print(f"the service of {name} was down, started again", file=sys.stderr, flush=True)
    except SetupFailed as failure:
        print(failure, file=sys.stderr, flush=True)


def _wait_for_first_page(parts: list[Part], port: int) -> None:
    end = time.monotonic() + FIRST_PAGE_PATIENCE_S
    web = parts[0]
    while not _answers(port):
        for part in parts:
            part.watch()
        if web.failures >= FAILED_STARTS or time.monotonic() > end:
            raise SetupFailed(f"The site does not start. The end of {web.log}:\n{tail(web.log)}")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://{HOST}:{port}/", timeout=30) as page:
            page.read()
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


@contextmanager
def _services() -> Iterator[list[str]]:
    """Embedded services up; those that we started, or an earlier run left, end with us."""
    place, embedded = durable_place(), services.wanted()
    mark = place.data / "services-of-run"
    if set(embedded) - set(services.running(place)):
        mark.touch()
    try:
        with ending.held():
            environment.prepare()
        yield embedded
    finally:
        ending.ignore()
        if mark.exists():
            services.stop(place)
            mark.unlink()


@contextmanager
def _only_run_here() -> Iterator[None]:
    path = data_dir() / "run.lock"
    handle = try_hold(path)
    if handle is None:
        raise SetupFailed(
            f"`make run` is already running on {path.parent} (process {path.read_text().strip()}). "
            "End it, or give this one its own data: ZHIHENG_DATA=… PORT=…"
        )
    with handle:
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        yield


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SetupFailed(f"PORT={text} is not the number of a port (1 to 65535).")
    return int(text)


def _check_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise SetupFailed(
                f"Port {port} needs more rights; choose another: PORT=8000"
            ) from error
        except OSError as error:
            raise SetupFailed(
                f"Port {port} is taken by another program. Choose another: PORT={port + 1} make run"
            ) from error


if __name__ == "__main__":
    main()
