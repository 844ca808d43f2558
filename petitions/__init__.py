"""Petitions about enforcement."""
