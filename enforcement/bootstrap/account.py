"""The account of the services. PostgreSQL refuses root, so root lends them a system account.

That account may be unable to enter the project (a home of mode 700). Data and programs are then put
below /var/lib/zhiheng; nobody's folder permissions are changed.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.paths import fingerprint

SYSTEM_ACCOUNTS = ("postgres", "nobody")
SHARED_GROUND = Path("/var/lib/zhiheng")


@dataclass(frozen=True)
class Account:
    """Whom the services run as; `lent` when that is not ourselves."""

    uid: int
    gid: int
    lent: bool

    def popen(self) -> dict[str, Any]:
        """Arguments of `subprocess` that start a program under this account."""
        if not self.lent:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may(self, test: str, path: Path) -> bool:
        """Whether the account passes `test -x`, `test -r` … on the path."""
        done = subprocess.run(["test", test, str(path)], cwd="/", **self.popen())
        return done.returncode == 0

    def must_have_name(self) -> None:
        """PostgreSQL looks its user up in the system's list of accounts."""
        try:
            pwd.getpwuid(self.uid)
        except KeyError:
            raise SetupFailed(
                f"User id {self.uid} has no account on this machine, and PostgreSQL wants one. "
                "Run as another user, or set DATABASE_URL."
            ) from None

    def give(self, path: Path) -> None:
        """Make the account the owner of one file or folder that we made."""
        if self.lent:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def service_account() -> Account:
    """Ourselves; for root the system's `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), lent=False)
    for name in SYSTEM_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, lent=True)
    raise SetupFailed(
        "PostgreSQL does not run as root and this machine has neither an account postgres nor "
        "nobody. Run as a normal user, or set DATABASE_URL."
    )


def private_folder(account: Account, wanted: Path) -> Path:
    """A folder of mode 700 owned by the account: the wanted one, or one in its reach, linked."""
    if wanted.is_dir():  # also through an earlier link
        return wanted.resolve()
    folder = wanted
    if account.lent and not account.may("-x", wanted.parent):
        folder = SHARED_GROUND / fingerprint(wanted.parent) / wanted.name
        _shared_folder(folder.parent)
        wanted.unlink(missing_ok=True)
        wanted.symlink_to(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    account.give(folder)
    return folder


def readable_programs(account: Account, trees: list[Path], version: str, proof: str) -> Path:
    """The folder that holds the trees: where they are, or a copy that the account can read.

    `proof`: the program below that folder which the account must be able to run.
    """
    home = trees[0].parent
    if account.may("-x", home / proof):
        return home
    copy = SHARED_GROUND / "programs" / version
    if not copy.is_dir():
        _shared_folder(copy.parent)
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        for tree in trees:
            shutil.copytree(tree, fresh / tree.name, symlinks=True, ignore=_not_needed_to_run)
        _open_to_read(fresh)
        fresh.rename(copy)
    return copy


def _shared_folder(path: Path) -> None:
    for folder in (SHARED_GROUND, path):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def _not_needed_to_run(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"include", "__pycache__"} or name.endswith(".py")}


def _open_to_read(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
