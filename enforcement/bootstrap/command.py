"""What happens before Django sees a command of `manage.py`."""

import argparse
import os
import sys

from enforcement.bootstrap import environment, services
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.interpreter import use_project_python
from enforcement.bootstrap.place import durable_place

WITHOUT_SERVICES = {"help", "version", "check", "collectstatic", "diffsettings", "spectacular"}
ASKS_ONLY = {"--help", "-h", "--version"}


def run(arguments: list[str]) -> None:
    """Run one command as `manage.py` does; ends the process with the command's status."""
    try:
        _run(arguments)
    except SetupFailed as failure:
        sys.exit(str(failure))


def needs_services(words: list[str]) -> bool:
    """Whether the command (the words after `manage.py`) may want the database or the broker."""
    if not words or words[0] in WITHOUT_SERVICES or ASKS_ONLY & set(words):
        return False
    return words[0] != "makemigrations" or not {"--check", "--dry-run"} & set(words)


def _run(arguments: list[str]) -> None:
    if arguments[1:2] == ["stop_services"]:
        return _stop_services(arguments[2:])
    use_project_python()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    environment.prepare(start=needs_services(arguments[1:]))

    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)


def _stop_services(words: list[str]) -> None:
    """End the embedded services of this installation; done too when none run. Needs no Django."""
    parser = argparse.ArgumentParser("manage.py stop_services", description=_stop_services.__doc__)
    parser.parse_args(words)
    services.stop(durable_place())
