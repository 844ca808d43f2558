"""Health checks of the containers: `python deploy/health.py web|worker|beat|sequencer`. Exit 0 = well."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

BEAT_SILENCE_S = 600  # beat writes its schedule file at least every five minutes
UNSEALED_S = 120  # a tail of the audit chain older than a minute is an alarm
OLDEST_UNSEALED = """
    SELECT coalesce(extract(epoch FROM now() - min(event.at)), 0)
    FROM kernel_auditpending AS waiting
    JOIN kernel_auditevent AS event ON event.id = waiting.event_id
"""


def web() -> bool:
    """The site answers and reaches its database."""
    host = os.environ.get("DJANGO_ALLOWED_HOSTS", "localhost").split(",")[0]
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/"
    question = urllib.request.Request(address, headers={"Host": host})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(question, timeout=10) as answer:
        return bool(answer.status == 200)


def worker() -> bool:
    """The worker of this container answers over the broker."""
    words = [sys.executable, "-m", "celery", "--app", "enforcement.celery", "inspect", "ping"]
    words += ["--timeout", "10", "--destination", f"celery@{socket.gethostname()}"]
    return subprocess.run(words, stdout=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603


def beat() -> bool:
    """The scheduler has saved its schedule lately."""
    files = Path(os.environ["ZHIHENG_DATA"]).glob("beat-schedule*")
    latest = max((path.stat().st_mtime for path in files), default=0.0)
    return time.time() - latest < BEAT_SILENCE_S


def sequencer() -> bool:
    """No audit event has waited long for its seal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    import django
    from django.db import connection

    django.setup()
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_UNSEALED)
        return bool(cursor.fetchone()[0] < UNSEALED_S)


CHECKS = {"web": web, "worker": worker, "beat": beat, "sequencer": sequencer}

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(0 if CHECKS[sys.argv[1]]() else 1)
