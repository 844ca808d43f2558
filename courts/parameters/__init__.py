"""Dated parameters as data: the catalogue and the kinds of values. Pure; values are in the table."""

from courts.parameters.catalogue import CATALOGUE
from courts.parameters.definition import Definition, Kind

__all__ = ["CATALOGUE", "Definition", "Kind"]
