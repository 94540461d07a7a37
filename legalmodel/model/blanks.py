"""Words that stand where a fact is missing: the codes of ESMA's templates, and blanks of a draft. They are no facts."""

_BLANKS = frozenset(
    ("[●]", "[•]", "[*]", "[__]", "[ ]", "●", "•", "TBD", "TBC", "T.B.D.", "N/A", "n/a", "待定", "待补充", "不详")
)
_CODES = frozenset(("ND1", "ND2", "ND3", "ND4", "ND5"))


def blank(text: str) -> bool:
    """Tell whether a text is a code for missing data, such as ``ND1`` or ``ND4-2026-03-01``, or a blank such as ``[●]``."""
    return text in _BLANKS or (text[:3] in _CODES and text[3:4] in ("", "-"))
