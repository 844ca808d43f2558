"""The secrets of an installation, made once, kept in `secrets.json`, its owner's alone."""

import base64
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.lock import only_one


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


MAKERS: dict[str, Callable[[], str]] = {
    "DJANGO_SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "ZHIHENG_IDENTITY_KEYS": lambda: f"k1:{_key()}",
    "ZHIHENG_DIGEST_KEY": _key,
}


def fill(data: Path) -> None:
    """Put those keys into the environment that are not there yet."""
    missing = [name for name in MAKERS if not os.environ.get(name)]
    if not missing:
        return
    with only_one(data / "secrets.lock", "making the keys"):
        kept = _kept(data / "secrets.json", missing)
    os.environ.update({name: kept[name] for name in missing})


def _kept(path: Path, names: list[str]) -> dict[str, str]:
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    new = [name for name in names if name not in kept]
    if not new:
        return kept
    if any(path.parent.glob("pg[0-9][0-9]/PG_VERSION")):
        raise SetupFailed(
            f"{path} lacks {', '.join(new)} although the database exists. New keys could not read "
            "its identity numbers: put the file back from a backup, or set the variables."
        )
    kept |= {name: MAKERS[name]() for name in new}
    _write_private(path, json.dumps(kept, indent=1))
    return kept


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


if __name__ == "__main__":  # new keys for the .env file of a production site
    print(*(f"{name}={make()}" for name, make in MAKERS.items()), sep="\n")
