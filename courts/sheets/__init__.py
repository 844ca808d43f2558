"""Files that courts read: the work calendar of a year, users of a court."""
