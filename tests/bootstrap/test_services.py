"""The embedded services: start, find, survive, stop."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import environ
import psycopg2
import pytest
import redis

from enforcement.bootstrap import postgres, process, services, valkey
from enforcement.bootstrap.account import SHARED_GROUND, Account, private_folder, service_account
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.paths import ROOT
from enforcement.bootstrap.place import Place

pytestmark = pytest.mark.slow
BOTH = list(services.SERVICES)
START = (
    "import sys; from pathlib import Path; from enforcement.bootstrap import services;"
    "from enforcement.bootstrap.place import Place;"
    "from enforcement.bootstrap.account import service_account;"
    "p = Place(Path(sys.argv[1]), service_account(), True);"
    "print(services.start(p, list(services.SERVICES)))"
)


def _ask(place, sql):
    settings = environ.Env.db_url_config(postgres.url(place))
    line = psycopg2.connect(host=settings["HOST"], dbname=settings["NAME"], user=settings["USER"])
    try:
        with line, line.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else None
    finally:
        line.close()


def _server(place):
    (data,) = (folder.resolve() for folder in place.data.glob("pg[0-9][0-9]"))
    return process.read_pid(data / "postmaster.pid")


def test_a_start_makes_a_database_that_knows_chinese(place):
    assert services.start(place, BOTH) == BOTH
    assert _ask(place, "SELECT '执行' ~ '^\\w+$', current_setting('TimeZone')") == (True, "UTC")
    assert _ask(place, "SELECT current_setting('fsync'), current_setting('jit')") == ("on", "off")
    assert redis.from_url(valkey.url(place)).ping()
    assert services.start(place, BOTH) == []


def test_trigrams_of_chinese_words_exist(place):
    services.start(place, ["DATABASE_URL"])
    _ask(place, "CREATE EXTENSION pg_trgm")
    assert _ask(place, "SELECT cardinality(show_trgm('张三丰')) > 0") == (True,)


def test_two_commands_at_once_start_it_once(place):
    words = [sys.executable, "-c", START, str(place.data)]
    with ThreadPoolExecutor() as pool:
        said = list(
            pool.map(lambda _: subprocess.check_output(words, cwd=ROOT, text=True), range(3))
        )
    assert sorted(said) == sorted([f"{BOTH}\n", "[]\n", "[]\n"])


def test_both_outlive_the_command_and_end_on_request(place):
    subprocess.run([sys.executable, "-c", START, str(place.data)], cwd=ROOT, check=True)
    assert services.running(place) == BOTH
    services.stop(place)
    assert services.running(place) == []
    assert not place.sockets.exists()
    services.stop(place)  # nothing left to stop is no error


def test_killed_servers_start_again_with_what_was_committed(place):
    services.start(place, BOTH)
    _ask(place, "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(_server(place), signal.SIGKILL)
    os.kill(process.read_pid(place.data / "valkey.pid"), signal.SIGKILL)
    process.wait_until(lambda: not services.running(place), 5)
    assert services.start(place, BOTH) == BOTH
    assert _ask(place, "SELECT answer FROM kept") == (42,)


def test_a_process_id_given_to_another_program_is_not_the_server(place):
    services.start(place, ["DATABASE_URL"])
    services.stop(place)
    (data,) = (folder.resolve() for folder in place.data.glob("pg[0-9][0-9]"))
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n1\n5432\n\n\n\nready\n")
    assert services.running(place) == []
    services.stop(place)  # must not end us
    assert services.start(place, ["DATABASE_URL"]) == ["DATABASE_URL"]


def test_half_a_cluster_is_made_anew(place):
    programs = postgres.find_programs(place)[0]
    data = private_folder(place.account, place.data / f"pg{programs.major}")
    data.with_name(data.name + ".new").mkdir()
    (data.with_name(data.name + ".new") / "base").mkdir()
    services.start(place, ["DATABASE_URL"])
    assert _ask(place, "SELECT 1") == (1,)


def test_data_of_a_version_without_programs_is_named_and_left_alone(place):
    (place.data / "pg12").mkdir()
    (place.data / "pg12" / "PG_VERSION").write_text("12\n")
    with pytest.raises(SetupFailed, match="PostgreSQL 12, whose programs are not installed"):
        services.start(place, ["DATABASE_URL"])
    assert not list(place.data.glob("pg1[58]"))


def test_a_sockets_folder_of_somebody_else_is_refused(place):
    place.sockets.mkdir(mode=0o777)
    place.sockets.chmod(0o777)
    try:
        with pytest.raises(SetupFailed, match="not a private folder"):
            services.start(place, ["REDIS_URL"])
    finally:
        place.sockets.rmdir()


def test_a_throwaway_server_ends_with_the_process_that_wanted_it(own_folder):
    lines = START.replace("True)", "False)") + ";import os; os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", lines, str(own_folder)], cwd=ROOT, check=False)
    place = Place(own_folder, service_account(), durable=False)
    assert process.wait_until(lambda: not services.running(place), 10)
    services.stop(place)  # sweeps the folder of the sockets


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its services another account")
def test_root_puts_data_elsewhere_when_the_account_cannot_reach_them(own_folder):
    own_folder.chmod(0o700)
    place = Place(own_folder, service_account(), durable=True)
    try:
        services.start(place, BOTH)
        (link,) = place.data.glob("pg[0-9][0-9]")
        assert link.is_symlink()
        assert SHARED_GROUND in link.resolve().parents
        assert _ask(place, "SELECT 1") == (1,)
    finally:
        services.stop(place)
        subprocess.run(["rm", "-rf", str(link.resolve().parent)], check=True)


def test_an_account_without_a_name_is_told_so():
    with pytest.raises(SetupFailed, match="has no account on this machine"):
        Account(3_999_999, 3_999_999, lent=False).must_have_name()


def test_the_socket_path_stays_short_and_lower_case(own_folder):
    deep = own_folder / ("很长的目录" * 20) / "VAR"
    path = str(Place(deep, service_account(), durable=True).sockets / ".s.PGSQL.5432.lock")
    assert len(path.encode()) < 107
    assert path.split(".s.")[0].islower()


def test_a_lock_ends_with_its_holder(own_folder):
    hold = (
        "import sys, time; from pathlib import Path; from enforcement.bootstrap.lock import only_one\n"
        "with only_one(Path(sys.argv[1]) / 'services.lock', 'x'): print('held', flush=True); time.sleep(99)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(own_folder)], cwd=ROOT, stdout=subprocess.PIPE
    )
    holder.stdout.readline()
    holder.kill()
    holder.communicate()
    begun = time.monotonic()
    services.stop(Place(own_folder, service_account(), durable=True))
    assert time.monotonic() - begun < 5
