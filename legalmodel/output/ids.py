"""Names for the parts of a drawing that are safe in every format, and different for different ids."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def safe_id(id: str) -> str:
    """Keep ASCII letters, digits and underscores; write each other byte as a dot and two hexadecimal digits."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else _bytes(c) for c in id)


def _bytes(char: str) -> str:
    return "".join(f".{b:02X}" for b in char.encode("utf-8", "surrogatepass"))
