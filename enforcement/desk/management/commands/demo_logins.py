"""Prints one login per role of the demonstration bureau; nothing where there is none."""

from typing import Any

from django.core.management.base import BaseCommand

from enforcement.desk.demo.installing import logins


class Command(BaseCommand):
    help = "Print `login role=ROLE username=NAME password=WORD` for each demonstration role."

    def handle(self, *args: Any, **options: Any) -> None:
        for role, username, password in logins():
            self.stdout.write(f"login role={role} username={username} password={password}")
