"""``legalmodel verify``: whether a bundle is as it was made, file by file, and the deal in it judged alike today."""

from argparse import Namespace
from pathlib import Path
from re import fullmatch

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.cli.common import law_folders, write_json
from legalmodel.output.faults import escape
from legalmodel.output.verify import Verified, verified
from legalmodel.text.reading import reading

_STATES = {
    "same": Phrase("as it was"),
    "changed": Phrase("CHANGED"),
    "missing": Phrase("MISSING"),
    "added": Phrase("ADDED"),
    "unreadable": Phrase("CANNOT BE READ"),
}


def run(options: Namespace) -> int:
    """Print how each file stands; exit 1 if any is not as it was, the digest is another, or a run again gives something else."""
    with reading(options.bundle, say("give a file written by: legalmodel bundle DEAL")):
        data = Path(options.bundle).read_bytes()
    wanted = (options.digest or "").strip().lower()
    if wanted and not fullmatch("[0-9a-f]{64}", wanted):
        raise BadRequest(
            say("--digest {digest} is no SHA-256", digest=options.digest),
            say("give the 64 digits and letters that bundle printed"),
        )
    found = verified(data)
    other = bool(wanted) and wanted != found.digest
    again = _again(found, options) if options.rerun else None
    sound = found.sound and not other and not again
    if options.format == "json":
        members = [{"name": m.name, "state": m.state} for m in found.members]
        write_json({"sound": sound, "digest": found.digest, "digest_fits": not other, "files": members, "differs": again})
    else:
        _tell(found, wanted, other, again)
    return 0 if sound else 1


def _tell(found: Verified, wanted: str, other: bool, again: list[str] | None) -> None:
    for member in found.members:
        if member.state != "same":
            print(f"{_STATES[member.state]}  {escape(member.name)}")
    same = sum(m.state == "same" for m in found.members)
    print(say("{n} of {all} files as they were", n=same, all=len(found.members)))
    if other:
        print(say("ANOTHER MANIFEST: SHA-256 {digest}, asked for {wanted}", digest=found.digest, wanted=wanted))
    else:
        print(say("manifest SHA-256 {digest}", digest=found.digest))
        if not wanted:
            print(
                say(
                    "Whoever changed a file may have changed the manifest with it: compare this digest with the one noted when the bundle was made (--digest)."
                )
            )
    if again is not None:
        print(
            say("run again with the law at hand: the same findings")
            if not again
            else say("run again with the law at hand: {n} findings differ", n=len(again))
        )
        for id in again[:20]:
            print(f"  {id}")


def _again(found: Verified, options: Namespace) -> list[str]:
    """Return the ids of findings that differ when the deal of the bundle is checked again, for the same days, with the law at hand."""
    import json

    from legalmodel.api import check
    from legalmodel.output.result_reader import read_result

    run_day, as_of, law_on = found.days
    try:
        before = {f["id"]: f["outcome"] for f in read_result(found.result)["findings"]}

        result = check(found.deal, run_day, as_of, law_on, law_folders(options))
    except (BadInput, BadRequest, json.JSONDecodeError) as error:
        return [str(error)]
    now = {f.id: f.outcome.value for f in result.judgment.findings}
    return sorted(id for id in {*before, *now} if before.get(id) != now.get(id))
