"""What a stake in a company carries, in words: its size, votes and powers, and for whom it is held."""

from collections.abc import Iterator

from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.output.describe import share_words, things_in, value, word
from legalmodel.output.unsaid import quiet
from legalmodel.report.words import plain


def stake_words(stake: Thing) -> list[str]:
    """Return the words of a stake; never none."""
    shares, votes = share_words(stake, "shares"), share_words(stake, "votes")
    words = [shares, say("votes {share}", share=votes) if votes else "", word(stake, "agreement"), *_further_words(stake)]
    return [w for w in words if w] or [quiet(say("share not known"))]


def _further_words(stake: Thing) -> Iterator[str]:
    """Say what beside its size a stake carries, and for whom it is held."""
    if board := share_words(stake, "board"):
        yield say("board {share}", share=board)
    if role := word(stake, "role"):
        yield role
    powers = value(stake, "powers")
    yield from (plain(power) for power in (powers if isinstance(powers, tuple) else ()))
    if value(stake, "vetoes"):
        yield say("veto")
    held = [name_of(t) for field in ("nominee_for", "instructed_by") for t in things_in(stake, field)]
    if held:
        yield say("as nominee for {names}", names=say(", ", context="between").join(dict.fromkeys(held)))
    elif any(isinstance(value(stake, field), str) for field in ("held_for", "instructions", "owes_duty_to")):
        yield say("held for somebody not named")
    if value(stake, "indirect") == "yes":
        yield say("through others")
