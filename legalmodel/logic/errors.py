"""What is wrong with an expression, and where in its text."""


class BadExpression(Exception):
    """An expression cannot be used.

    ``cause`` is one plain line, ``fix`` says what to write instead, ``offset`` and ``width`` say which characters of the
    text are meant (offset counts from 0).
    """

    def __init__(self, cause: str, fix: str = "", offset: int = 0, width: int = 1) -> None:
        self.cause, self.fix, self.offset, self.width = cause, fix, offset, width
        super().__init__(f"{cause}; {fix}" if fix else cause)
