"""``legalmodel law attest``: sign for the text of rules that nobody could read, confirm a signature, list them."""

from argparse import Namespace
from pathlib import Path

from legalmodel.base.clock import today
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import day, law_folders
from legalmodel.law.attest import SignedBy, attest, confirm
from legalmodel.law.attested import read_attestations
from legalmodel.law.load import load_law


def attest_law(options: Namespace) -> int:
    """Write, confirm or list attestations.

    Raises BadRequest if a word that an attestation has to carry is missing.
    """
    if options.list:
        return _list(options)
    copy_read = Path(_given(options, "copy"))
    read_on = day(options.day, "--day") or today()
    reader = SignedBy(_given(options, "reader"), _given(options, "capacity"), _given(options, "admitted"), read_on)
    if options.confirm:
        print(say("confirmed: {confirm}", confirm=confirm(Path(options.confirm), copy_read, reader)))
        return 0
    if not options.rules:
        raise BadRequest(say("no rule is named"), say("name rules of 'text: memory': legalmodel law list"))
    version = day(_given(options, "version"), "--version") or read_on
    law = load_law(*law_folders(options))
    file = attest(law, Path(_given(options, "into")), options.rules, copy_read, version, _given(options, "articles"), reader)
    print(
        say(
            "written: {file}\nIt counts for a favourable line once a second person has confirmed it: legalmodel law attest --confirm {file}",
            file=file,
        )
    )
    return 0


def _given(options: Namespace, name: str) -> str:
    value: str | None = getattr(options, name)
    if not value:
        raise BadRequest(
            say("--{name} is missing", name=name),
            say("an attestation says who read which copy, as what, and when: docs/attest.md"),
        )
    return value


def _list(options: Namespace) -> int:
    packs = law_folders(options)
    law = load_law(*packs)
    now = day(options.day, "--day") or today()
    for found in read_attestations(packs):
        for id in found.says.about:
            why = found.lapsed(law.rules.get(id), now)
            print(f"{id}: {found.signed}{f'; does not hold: {why}' if why else ''}   {found.source.name}")
    return 0
