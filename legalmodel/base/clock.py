"""The day of the run: the only thing taken from the clock."""

from datetime import date


def today() -> date:
    """Return the day of the run."""
    return date.today()
