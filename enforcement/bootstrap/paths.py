"""Where things lie: the project, its virtual environment, the data of this installation."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


def project_var() -> Path:
    """`var/` of the project, for what belongs to the checkout wherever its data lie."""
    folder = ROOT / "var"
    folder.mkdir(mode=folder_mode(), exist_ok=True)
    return folder


def data_dir() -> Path:
    """Folder of this installation's data: `$ZHIHENG_DATA`, or `var/` in the project. Made here."""
    wanted = os.environ.get("ZHIHENG_DATA")
    if not wanted:
        return project_var()
    folder = Path(wanted).expanduser().absolute()
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
