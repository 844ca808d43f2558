#!/usr/bin/env python3
"""Django's commands on this installation: its Python, its keys, its services."""

import sys

from enforcement.bootstrap.command import run

if __name__ == "__main__":
    run(sys.argv)
