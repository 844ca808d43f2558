"""The compose file as data, for the tests that read it and those that run it."""

import yaml

from enforcement.bootstrap.paths import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat", "sequencer")
