"""Set-up, embedded services and supervisor. Standard library only: runs before anything is installed."""

import sys

if sys.version_info < (3, 11):
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(
        f"Zhiheng needs Python 3.11 or newer, this is {found}. "
        "Name a newer one, e.g.: make run PYTHON=python3.11"
    )
