"""A process of its own that imports a ledger into the test's database: to be killed, or raced.

`python -m tests.desk.importer DATABASE FILE BATCH`
"""

import os
import sys


def main(database: str, path: str, batch: int) -> None:
    """Import with so many cases per commit; writes the figures."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "enforcement.settings_test"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from enforcement.desk.ledger import engine
    from enforcement.desk.ledger.importing import import_ledger

    engine.BATCH = batch
    sys.stdout.write(str(import_ledger(path).figures()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
