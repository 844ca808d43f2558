"""Makes the first administrator of a court."""

import getpass
import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courts.services import first_admin
from courts.services.passwords import one_time_password
from enforcement.kernel.errors import DomainError

USERNAME = re.compile(r"[\w.@-]{2,40}")


class Command(BaseCommand):
    help = (
        "Make the first administrator of a court. Without --password-stdin the password is asked "
        "for on a terminal, and otherwise made up, printed once, and to be changed at the first "
        "sign-in. Exit 1 when the court has an administrator already (see --force)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True, help="name of the person, e.g. 柳新民")
        parser.add_argument("--court", required=True, help="code of the court, e.g. 赣03")
        given = parser.add_mutually_exclusive_group()
        given.add_argument("--password-stdin", action="store_true", help="read one line of stdin")
        given.add_argument(
            "--generate", action="store_true", help="make one up, even at a terminal"
        )
        parser.add_argument("--force", action="store_true", help="although there is one already")

    def handle(self, *args: Any, **options: Any) -> None:
        if not USERNAME.fullmatch(options["username"]):
            raise CommandError("a user name is 2 to 40 letters, digits and . _ @ -", returncode=2)
        password, made_up = _password(options)
        try:
            user = first_admin.create_first_admin(
                username=options["username"],
                name=options["name"].strip(),
                court_code=options["court"].strip(),
                password=password,
                one_time=made_up,
                force=options["force"],
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"administrator {user.username} made")
        if made_up:
            self.stdout.write(f"password: {password}")


def _password(options: dict[str, Any]) -> tuple[str, bool]:
    """The password, and whether it was made up."""
    if options["password_stdin"]:
        return sys.stdin.readline().rstrip("\r\n"), False
    if options["generate"] or not sys.stdin.isatty():
        return one_time_password(), True
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise CommandError("the two passwords differ, nothing was done")
    return password, False
