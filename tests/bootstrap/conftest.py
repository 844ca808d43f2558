"""A place of one's own for each test: services here start and stop without touching the run's."""

import shutil
import tempfile
from pathlib import Path

import pytest

from enforcement.bootstrap import services
from enforcement.bootstrap.account import service_account
from enforcement.bootstrap.paths import folder_mode
from enforcement.bootstrap.place import Place


@pytest.fixture
def own_folder():
    """A new folder that the services' account can reach (pytest's own are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="zh-own-"))
    folder.chmod(folder_mode())
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place(own_folder):
    """An installation with nothing in it; whatever a test starts there is ended."""
    place = Place(own_folder, service_account(), durable=True)
    yield place
    services.stop(place)
