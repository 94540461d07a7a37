"""Salted hashes of the keys of loans and debtors, by which tapes are compared without anybody seeing a key.

A key is hashed as SHA-256 of the salt, the sort of key and the key itself, in capitals, in Unicode's composed form, without blanks around it. Whoever
does not have the salt cannot try keys; whoever has it can, so that the salt is a secret of those who compare.
"""

import secrets
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.tapes.engine import text
from legalmodel.tapes.holding import balance_of
from legalmodel.tapes.tape import Tape
from legalmodel.text.reading import bytes_up_to

SALT_LEAST = 16
SALT_MOST = 1024
SORTS = {"loan": "id", "debtor": "debtor"}
"""Sort of key -> the column that holds it."""


def salt_of(file: str) -> str:
    """Return the salt in hexadecimal: of a file, or new. Raises BadRequest for a file too short or too long to be one."""
    if not file:
        return secrets.token_hex(32)
    raw = bytes_up_to(Path(file), SALT_MOST)
    if not SALT_LEAST <= len(raw) <= SALT_MOST:
        cause = say("{file} is no salt: it has to hold {least} to {most} bytes", file=file, least=SALT_LEAST, most=SALT_MOST)
        raise BadRequest(cause, say("make one: head -c 32 /dev/urandom > salt"))
    return raw.hex()


def hashed(column: str, sort: str, salt: str) -> str:
    """Return the hash of a column of keys in SQL."""
    return f"sha256({text(salt + ':' + sort + ':')} || upper(nfc_normalize(trim({column}))))"


def keys_of(tape: Tape, salt: str) -> str:
    """Return a query of all keys of a tape: sort, hash, position, balance. Raises BadRequest if it has none."""
    weight = f"c_{balance_of(tape)}" if balance_of(tape) else "NULL"
    parts = [
        f"SELECT '{sort}' AS sort, {hashed('c_' + name, sort, salt)} AS key, row, CAST({weight} AS DECIMAL(38,6)) AS w FROM tape WHERE c_{name} IS NOT NULL"
        for sort, name in SORTS.items()
        if name in tape.columns
    ]
    if not parts:
        raise BadRequest(
            say("{file} has no column that numbers loans or debtors", file=tape.raw.file.name), say("map id or debtor")
        )
    return " UNION ALL ".join(parts)
