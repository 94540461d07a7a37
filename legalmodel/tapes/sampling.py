"""Loans drawn at random to be kept: by a seed laid down beforehand, so that anybody who has the list draws the same ones.

Each loan gets the SHA-256 of the seed and its number; in the order of these, loans are taken until their balance (or, without a balance, their
count) is the share asked for of the whole. Nobody who does not choose the seed after seeing the list can steer it.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods.study import Study
from legalmodel.tapes.holding import balance_of
from legalmodel.tapes.keys import hashed
from legalmodel.tapes.tables import rounded_share
from legalmodel.tapes.tape import Tape, wanted
from legalmodel.tapes.within import identity_of
from legalmodel.text.replace import write_pieces


class Draw(NamedTuple):
    """What was drawn: how many of how many loans, which part of the balance (None: by count), and whether a tape of loans kept is that."""

    tape: str
    seed: str
    share: Decimal
    drawn: int
    loans: int
    balance: tuple[Decimal, Decimal] | None
    against: tuple[int, int] | None = None


def draw(tape: Tape, seed: str, share: Decimal) -> Draw:
    """Draw from a tape; the table ``drawn`` of its connection then has the positions of the loans drawn.

    Raises BadRequest if loans cannot be told apart, or their balances are not known.
    """
    wanted(tape, "id")
    identity = identity_of(tape)
    if identity is None or identity.without or identity.repeated:
        raise BadRequest(
            say("{file}: each loan has to have a number of its own", file=tape.raw.file.name),
            say("run tape check: it names the rows"),
        )
    weight = balance_of(tape)
    if weight and sum(tape.columns[weight].counts[1:]):
        raise BadRequest(
            say("{file}: not every loan has a balance", file=tape.raw.file.name), say("run tape check: it names the rows")
        )
    ticket, one = hashed("c_id", "draw", seed), f"c_{weight}" if weight else "1"
    # a loan is taken while those before it do not reach the share: the last one crosses it
    tape.connection.execute(
        f"CREATE OR REPLACE TABLE drawn AS SELECT row, id, w FROM (SELECT row, c_id AS id, {one} AS w, sum({one}) OVER (ORDER BY {ticket} ROWS UNBOUNDED PRECEDING) - {one} "
        f"AS before, sum({one}) OVER () AS whole FROM tape) WHERE before * {10**6} < whole * {int(share * 10**6)}"
    )
    ((many, kept),) = tape.ask("SELECT count(*), coalesce(sum(w), 0) FROM drawn")
    whole = tape.ask(f"SELECT sum({one}) FROM tape")[0][0] if tape.rows else Decimal(0)
    return Draw(tape.raw.file.name, seed, share, many, tape.rows, (Decimal(kept), Decimal(whole)) if weight else None)


def laid_beside(tape: Tape, found: Draw, kept: set[str]) -> Draw:
    """Say of loans kept whether they are those drawn: how many were drawn and are not kept, and kept and not drawn."""
    drawn = {hash_ for (hash_,) in tape.ask(f"SELECT {hashed('id', 'loan', '')} FROM drawn")}
    return found._replace(against=(len(drawn - kept), len(kept - drawn)))


def hashes_of(tape: Tape) -> set[str]:
    """Return the numbers of the loans of a tape, hashed."""
    wanted(tape, "id")
    return {hash_ for (hash_,) in tape.ask(f"SELECT {hashed('c_id', 'loan', '')} FROM tape WHERE c_id IS NOT NULL")}


def write_rows(tape: Tape, file: Path) -> None:
    """Write the rows drawn, by number, as CSV."""

    def lines() -> Iterator[bytes]:
        yield b"row\n"
        for (position,) in tape.ask("SELECT row FROM drawn ORDER BY row"):
            yield f"{tape.raw.row(position)}\n".encode()

    write_pieces(file, lines())


def draw_study(found: Draw) -> Study:
    """Tell what was drawn."""
    part = (
        rounded_share(found.balance[0] / found.balance[1])
        if found.balance and found.balance[1]
        else rounded_share(Decimal(found.drawn) / max(found.loans, 1))
    )
    says = [say("drawn: {drawn} of {loans} loans, {part} of {base}", drawn=f"{found.drawn:,}", loans=f"{found.loans:,}", part=part,
                base=say("the balance") if found.balance else say("their number"))]  # fmt: skip  # one sentence
    if found.loans < LEAST_LOANS:
        says.append(
            say(
                "the list has fewer than {least} loans: under article 6(3)(c) of Regulation (EU) 2017/2402 there have to be at least as many to draw from",
                least=LEAST_LOANS,
            )
        )
    if found.against is not None:
        lost, other = found.against
        says.append(
            say("the loans kept are those drawn") if not (lost or other)
            else say("the loans kept are not those drawn: {lost} drawn are not kept, {other} kept were not drawn", lost=f"{lost:,}", other=f"{other:,}")
        )  # fmt: skip  # one of two sentences
    assumes = (
        say("order: SHA-256 of ':draw:' after the seed '{seed}', then the number of the loan in capitals; taken until the share of {share} is reached", seed=found.seed,
            share=rounded_share(found.share)),
        say("a draw is random only if the seed was laid down before anybody knew the list; the tool cannot tell when it was"),
        say("whether these loans may be kept in place of others, and for how long, is for the contract and the law"),
    )  # fmt: skip  # three sentences
    title = say("Loans drawn at random from {tape}", tape=found.tape)
    return Study(
        "tape_sample",
        title,
        tuple(says),
        (),
        (),
        assumes,
        (),
        say("Draws from a list; no advice."),
        (say("How it was drawn"), say("Sources")),
    )


LEAST_LOANS = 100
