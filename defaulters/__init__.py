"""The defaulter register."""
