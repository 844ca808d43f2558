"""Where things lie: the project, its virtual environment, the data of this installation."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


def data_dir() -> Path:
    """Folder of this installation's data: `$ZHIHENG_DATA`, or `var/` in the project. Made if missing."""
    wanted = os.environ.get("ZHIHENG_DATA")
    folder = Path(wanted).expanduser().absolute() if wanted else ROOT / "var"
    if not folder.exists():
        folder.mkdir(parents=True, mode=folder_mode())
        folder.chmod(folder_mode())
    return folder


def folder_mode() -> int:
    """Private to us; as root others may pass through, for the services' own account needs to."""
    return 0o711 if os.geteuid() == 0 else 0o700


def fingerprint(path: Path) -> str:
    """Twelve lower-case characters that stand for a path in names that must stay short."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
