"""Loaded before pytest-django reads the settings: services and keys of this test run.

`pytest -p tests.plugin` (see pyproject.toml); run as `python -m pytest` from the project's root.
"""

from enforcement.bootstrap.environment import prepare_for_tests

prepare_for_tests()
