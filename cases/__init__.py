"""The case file: numbers, parties, progress, deadlines, seals, money."""
