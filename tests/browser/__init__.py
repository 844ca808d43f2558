"""Journeys in a real browser. People here use what they see: labels, buttons and links."""
