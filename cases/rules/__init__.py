"""The law of a case as pure functions of plain values; register in docs/rules.md."""
