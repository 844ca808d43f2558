"""The two refusals of this package: of a whole file, and of one cell."""

from enforcement.kernel.errors import InvalidInput


class TabularRefused(InvalidInput):
    """The whole file is refused (ruling 45, formats.md). One plain sentence, nothing was read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CellError(ValueError):
    """One cell cannot be taken. The sentence says what is wrong and what would be right."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
