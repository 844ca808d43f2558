"""How large an uploaded table may be. Figures of ruling 45 and ownership.md, and our own."""

MEGABYTE = 1024 * 1024

MAX_FILE = 100 * MEGABYTE  # of an upload (ownership.md, uploads)
MAX_UNPACKED = 2048 * MEGABYTE  # of all that a zip holds (ruling 45)
SUSPECT_UNPACKED = 200 * MEGABYTE  # beyond this the ratio counts (ruling 45)
MAX_RATIO = 100

# Our own. A directory entry takes at least 46 bytes: no ledger has thousands of parts.
MAX_DIRECTORY = 4 * MEGABYTE
MAX_ENTRIES = 5_000
# Of a sheet: its cells, and the rectangle between the first and the last. The reader keeps 40
# bytes for each of the first and 24 for each of the second, used or not.
MAX_CELLS = 12_000_000
MAX_TAGS = 5 * MAX_CELLS  # in a sheet that must be read tag by tag, half a microsecond each
MAX_BOOK = 2 * MAX_CELLS  # of all sheets together
MAX_PART = 512 * MEGABYTE  # of a part that is no sheet: shared texts are kept whole in memory
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
# Formulas never computed: a file of a program that has not been opened since.
MAX_FAULTS = 200_000
# Up to here a part is also read tag by tag at opening; beyond, its end alone is looked at.
PARSED_WHOLE = 4 * MEGABYTE
