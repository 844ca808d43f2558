"""Pages of the case file: scoped fetch, parse, one service call, answer."""
