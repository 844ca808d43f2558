"""Indicators, snapshots and rankings. Reads everything, changes nothing below."""
