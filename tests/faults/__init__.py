"""Tests that kill processes in the middle of their work. `make faults` runs more rounds of them."""
