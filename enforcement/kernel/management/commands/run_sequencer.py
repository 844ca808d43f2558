"""Seals audit events every few seconds until it is told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.db.utils import InterfaceError, OperationalError

from enforcement.kernel import sequencer


class Command(BaseCommand):
    help = "Put committed work in order (audit chain) every few seconds. Stops on SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=2.0, help="seconds between passes")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(options["every"]):
            try:
                sequencer.run_pass()
            except (OperationalError, InterfaceError) as error:  # the database is away: try again
                self.stderr.write(f"waiting for the database: {error}")
                close_old_connections()
