"""One set of embedded services: whose data, which sockets, for keeps or thrown away."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from enforcement.bootstrap.account import Account, service_account
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.paths import data_dir, fingerprint

SOCKETS = Path("/tmp")  # noqa: S108 -- a socket path ends at 107 bytes; owner and mode are checked


@dataclass(frozen=True)
class Place:
    """Where one PostgreSQL and one Valkey live.

    `durable`: real data, synchronised to disk, outlives the command that started it. Otherwise the
    services are thrown away with the process that started them.
    """

    data: Path
    account: Account
    durable: bool

    @property
    def sockets(self) -> Path:
        """Short, lower-case folder of the sockets, its name derived from the data folder."""
        return SOCKETS / f"zh-{os.geteuid()}-{fingerprint(self.data)}"

    @property
    def logs(self) -> Path:
        """Folder of the services' logs."""
        folder = self.data / "log"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def make_sockets_folder(self) -> Path:
        """The sockets folder, ours alone. A folder that someone else put there is refused."""
        folder = self.sockets
        try:
            folder.mkdir(mode=0o700)
            self.account.give(folder)
        except FileExistsError:
            found = folder.lstat()
            ours = found.st_uid == self.account.uid and not found.st_mode & 0o077
            if not (stat.S_ISDIR(found.st_mode) and ours):
                raise SetupFailed(
                    f"{folder} is not a private folder of account {self.account.uid}. Remove it."
                ) from None
        return folder


def durable_place() -> Place:
    """The installation's own services."""
    return Place(data_dir(), service_account(), durable=True)
