"""Set-up, embedded services, supervisor. Standard library only: runs before any installation."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python deserves a sentence
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(
        f"Zhiheng needs Python 3.11 or newer, this is {found}. "
        "Name a newer one, e.g.: make run PYTHON=python3.11"
    )
