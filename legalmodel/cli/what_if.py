"""The studies of what-if that a report may hold as annexes: stress, cure and what to ask next, as their commands make them without options."""

from collections.abc import Callable
from pathlib import Path

from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.hypothesis import day_of_failure
from legalmodel.methods.study import Study
from legalmodel.model.scenario import Scenario

NAMES = ("stress", "cure", "ask")


def study_of(name: str, result: Checked, packs: tuple[Path, ...]) -> Callable[[], Study]:
    """Return what makes one of these studies of a deal, in whatever language is spoken then; what takes time is done at once."""
    return {"stress": _stress, "cure": _cure, "ask": _ask}[name](result, Again(result, packs))


def _stress(result: Checked, again: Again) -> Callable[[], Study]:
    from legalmodel.analysis.failure.what_follows import may_fail, ranked, stressed
    from legalmodel.report.stressed import StressAsked, stress_study

    fails = day_of_failure(result)
    base = again(Scenario((), fails.as_of))
    found = ranked(stressed(base, again, (id,), fails) for id in may_fail(base))
    return lambda: stress_study(base, found, StressAsked(fails))


def _cure(result: Checked, again: Again) -> Callable[[], Study]:
    from legalmodel.analysis.cure.realise import setting_of
    from legalmodel.analysis.cure.search import Budget, find_cures
    from legalmodel.report.cured import CureAsked, cure_study

    setting = setting_of(result)
    base = again(Scenario((), setting.as_of)) if setting.as_of else result
    goals = tuple(f for f in base.judgment.findings if f.outcome is Outcome.FAIL)
    found = find_cures(base, again, goals, setting, Budget())
    return lambda: cure_study(base, goals, found, CureAsked(setting, False, result.source.name))


def _ask(result: Checked, again: Again) -> Callable[[], Study]:
    from legalmodel.analysis.asking import questions, weighed
    from legalmodel.report.asked import ask_study

    every = questions(result)
    told = weighed(result, again, every, 10)
    return lambda: ask_study(result, told, len(every) - len(told))
