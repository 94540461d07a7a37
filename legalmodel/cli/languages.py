"""In which languages a command speaks: ``--lang``, or ``draw --language`` as it was called before."""

import sys
from argparse import Namespace

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import known, say

_TWICE = frozenset(
    (
        "check",
        "explain",
        "analyse",
        "behind",
        "compare",
        "book",
        "validate",
        "law",
        "forecast",
        "cashflow",
        "economics",
        "leverage",
        "process",
        "risks",
        "cases",
        "new",
        "migrate",
    )
)
"""Commands that print text: in two languages they print it twice, once in each."""
_BEFORE = {"both": "en,zh", "en": "en", "zh": "zh"}


def asked_for(options: Namespace) -> tuple[str, ...]:
    """Return the languages that a command line asks for; none if it asks for nothing: then it is English, with names beside in Chinese.

    Raises BadRequest for what is no language tag, and for more than two.
    """
    text = getattr(options, "lang", None)
    if before := getattr(options, "language", None):
        print(say("note: --language is now --lang, and goes in two minor versions"), file=sys.stderr)
        text = text or _BEFORE[before]
    if not text:
        return ()
    from legalmodel.base.names import is_tag

    tags = tuple(dict.fromkeys(tag.strip() for tag in text.split(",")))
    bad = next((tag for tag in tags if not is_tag(tag)), None)
    if bad is not None:
        raise BadRequest(
            say("'{bad}' is no language tag", bad=bad), say("write such as --lang en, --lang zh or --lang en,zh (BCP 47)")
        )
    if len(tags) > 2:
        raise BadRequest(
            say("{tags} languages are too many for one output", tags=len(tags)), say("ask for one or two, such as --lang en,zh")
        )
    for tag in tags:
        if not known(tag):
            note = say(
                "note: the words of the product are not translated into {tag}: they are in English, names in {tag} where the file has them",
                tag=tag,
            )
            print(note, file=sys.stderr)
    return tags


def runs(options: Namespace, tags: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return for each run of a command its languages, that of its sentences first: text in two languages is printed in one after the other."""
    if len(tags) > 1 and options.command in _TWICE and getattr(options, "format", "text") == "text":
        return [tags, tags[::-1]]
    return [tags]
