"""``legalmodel cure``: the smallest sets of changes that meet failing rules and break nothing, as sentences and as a patch."""

import sys
from argparse import Namespace

from legalmodel.analysis.cure.realise import Setting, setting_of
from legalmodel.analysis.cure.search import MOST_WISHES, Budget, Found, find_cures
from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.common import checked, law_folders
from legalmodel.cli.progress import Progress
from legalmodel.cli.study import write
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.model.scenario import Scenario


def run(options: Namespace) -> int:
    """Look for cures; exit 1 if a goal has none. With ``--write N`` the Nth is written into the file."""
    from legalmodel.report.cured import CureAsked, cure_study

    result = checked(options)
    again, setting = Again(result, law_folders(options)), setting_of(result, options.redraft)
    base = again(Scenario((), setting.as_of)) if setting.as_of else result
    goals = tuple(_goals(base, options.goal))
    found = _found(base, again, goals, setting, options)
    if options.write:
        return _written(found, options)
    write(lambda: cure_study(base, goals, found, CureAsked(setting, options.redraft, options.deal)), options)
    return 130 if found.stopped and not found.cures else 1 if found.stuck or (goals and not found.cures) else 0


def _goals(base: Checked, wanted: list[str]) -> list[Finding]:
    """Return the failing findings that are meant: of a rule, a finding, or the lines of a heading; without any, all.

    Raises BadRequest for what bears no such name.
    """
    fails = [f for f in base.judgment.findings if f.outcome is Outcome.FAIL]
    if not wanted:
        return fails
    chosen: dict[str, Finding] = {}
    for name in wanted:
        of_lines = {f.id for line in base.judgment.lines if line.heading == name for f in line.findings}
        known = {f.rule.id for f in base.judgment.findings} | {f.id for f in base.judgment.findings}
        if not of_lines and name not in known:
            raise BadRequest(
                say("nothing here is called '{what}'", what=name),
                nearest(name, sorted(known)) or say("see: legalmodel explain DEAL"),
            )
        chosen |= {f.id: f for f in fails if f.id == name or f.rule.id == name or f.id in of_lines}
    return list(chosen.values())


def _found(base: Checked, again: Again, goals: tuple[Finding, ...], setting: Setting, options: Namespace) -> Found:
    with Progress(say("sets tried")) as progress:
        budget = Budget(options.seconds, options.most, min(options.changes, MOST_WISHES), progress.step)
        return find_cures(base, again, goals, setting, budget)


def _written(found: Found, options: Namespace) -> int:
    from legalmodel.cli.set import change_file, own_file

    if options.redraft:
        print(say("a redraft is no change of a deal that is closed: nothing was written"), file=sys.stderr)
        return 2
    if options.write > len(found.cures):
        raise BadRequest(say("there is no cure {n}", n=options.write), say("there are {n}", n=len(found.cures)))
    return change_file(own_file(options.deal), list(found.cures[options.write - 1].changes), options.dry_run)
