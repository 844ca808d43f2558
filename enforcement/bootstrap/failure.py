"""The one error of the bootstrap: a sentence for the person at the keyboard."""


class SetupFailed(Exception):
    """Something outside the program is missing or in the way; the text says what to do."""
