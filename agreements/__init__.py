"""Agencies and what they owe: built with the agreements issue; the name is kept for it."""
