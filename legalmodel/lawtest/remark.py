"""What lint says of a rule, an instrument or a legal system."""

from typing import NamedTuple


class Remark(NamedTuple):
    """One fault of a rule; ``serious`` faults make ``law lint`` fail. ``rule`` may name an instrument or a system instead."""

    rule: str
    code: str
    text: str
    serious: bool = True
