"""How far securitisation levers a lender's money: the machine replayed, an account held against figures, the multiple of the law by day."""

from pathlib import Path

from legalmodel.base.language import say
from legalmodel.law.load import Law, load_law
from legalmodel.methods.leverage.account import Held, Verdict, hold
from legalmodel.methods.leverage.by_day import by_day, flows
from legalmodel.methods.leverage.caps import Stand, stands
from legalmodel.methods.leverage.given import given
from legalmodel.methods.leverage.machine import Turn, kept_for, most_outstanding, replay
from legalmodel.methods.leverage.records import Given, Machine
from legalmodel.methods.leverage.told import (
    account_table,
    caps_table,
    figures_table,
    kept_plot,
    kept_table,
    money,
    moves_table,
    number,
    turns_plot,
    turns_table,
)
from legalmodel.methods.leverage.told_by_day import by_day_table, flows_table, missing_table
from legalmodel.methods.study import Plot, Study, Table
from legalmodel.text.read import Source, read


def leverage(file: str | Path, law: Law | None = None) -> Study:
    """Work out a data file (docs/leverage.md); amounts are in the units of its currency, parts from 0 to 1.

    Raises BadInput with every fault of the file.
    """
    return study(read(Path(file)), law)


def study(source: Source, law: Law | None = None) -> Study:
    """Work out a file that was read.

    Raises BadInput with every fault of the file.
    """
    return study_of(given(source), law)


def study_of(file: Given, law: Law | None = None) -> Study:
    """Work out what a file or deals gave: one machine for both."""
    held, stood = hold(file), stands(law or load_law(), file)
    tables: list[Table] = [account_table(held, file)] if held else []
    plots: list[Plot] = []
    if file.machine:
        if turns := replay(file.machine):
            tables += [turns_table(turns, file)]
            plots += [turns_plot(turns, file)]
        tables += [kept_table(file.machine, file)]
        tables += [moves_table(file.machine, file)] if len(turns) > 1 else []
        plots += [kept_plot(file.machine, file)]
    tables += [by_day_table(file)] if by_day(file) else []
    tables += [flows_table(file)] if flows(file) else []
    tables += [caps_table(stood, file)] if stood else []
    tables += [figures_table(file)] if file.figures else []
    tables += [missing_table(file)] if file.lacking else []
    says = (*_machine(file), *_account(held), *_caps(stood), *_stocks(file), *_missing(file))
    return Study(
        "leverage",
        say("Leverage: {name}", name=file.name),
        says,
        tuple(tables),
        tuple(plots),
        _assumes(file),
        _sources(file),
        foot=say("Arithmetic on the figures given; no advice, and no finding against anybody."),
        heads=(say("Assumes"), say("Sources")),
    )


def _after(machine: Machine, last: Turn, file: Given) -> str:
    """Say what the turns come to."""
    facts = {
        "base": money(machine.base, file),
        "kept": f"{number(machine.kept * 100).normalize():f}",
        "made": money(last.made_in_all, file),
        "out": money(last.outstanding, file),
    }
    if machine.turns == 1:
        return say(
            "After one turn of a base of {base} with {kept}% kept: {made} of loans made (a flow), {out} outstanding (a stock).",
            **facts,
        )
    return say(
        "After {turns} turns of a base of {base} with {kept}% kept: {made} of loans made in all (a flow), {out} outstanding (a stock).",
        turns=machine.turns,
        **facts,
    )


def _machine(file: Given) -> tuple[str, ...]:
    machine = file.machine
    if machine is None:
        return ()
    last, most = next(iter(replay(machine)[-1:]), None), most_outstanding(machine.base, machine.kept)
    made = last and _after(machine, last, file)
    bound = (
        say("Nothing is kept, so arithmetic sets no bound to the stock but the turns.")
        if most is None
        else say("However often it turns, that base carries at most {most} of loans outstanding.", most=money(most, file))
    )
    said = [made or say("How often it turned is not told."), bound]
    if (stock := machine.capital * file.goal) > 0 and (part := kept_for(machine.base, stock)) is not None:
        said.append(
            say(
                "{goal} times the capital, {stock}, outstanding at once would need no more than {part}% kept of each plan.",
                goal=f"{number(file.goal).normalize():f}",
                stock=money(stock, file),
                part=f"{number(part * 100).normalize():f}",
            )
        )
    return tuple(said)


def _account(held: list[Held]) -> tuple[str, ...]:
    if not held:
        return ()
    count = {verdict: sum(h.verdict is verdict for h in held) for verdict in Verdict}
    wrong = sum(h.adds_up is False for h in held)
    said = say(
        "Of {all} steps of the account public figures support {support}, contradict {against}, speak both ways on {mixed} and leave {open} open.",
        all=len(held),
        support=count[Verdict.SUPPORTED],
        against=count[Verdict.CONTRADICTED],
        mixed=count[Verdict.MIXED],
        open=count[Verdict.OPEN],
    )
    return (said, say("{n} of them do not add up from the account's own figures.", n=wrong)) if wrong else (said,)


def _missing(file: Given) -> tuple[str, ...]:
    if not file.lacking:
        return ()
    said = [say("{n} facts that the account would need are not known: see below.", n=len(file.lacking))]
    if file.machine is None:
        said.append(say("The machine is not run: own money, bank money and the part kept of each plan are not all told."))
        parts = {f.value for f in file.figures if f.what == "kept"}
        if len(parts) == 1 and (part := parts.pop()):
            said.append(
                say(
                    "With {part}% kept of each plan one unit of base carries at most {times}; {goal} times the own money would need a base of {base} times it.",
                    part=f"{number(part * 100).normalize():f}",
                    times=f"{number(1 / part).normalize():f}",
                    goal=f"{number(file.goal).normalize():f}",
                    base=f"{number(file.goal * part).normalize():f}",
                )
            )
    return tuple(said)


def _caps(stood: list[Stand]) -> tuple[str, ...]:
    if not stood:
        return ()
    above, within = (sum(s.above is answer for s in stood) for answer in (True, False))
    return (
        say(
            "The multiple of the law is asked {n} times: {above} above it, {within} within it, {open} not known.",
            n=len(stood),
            above=above,
            within=within,
            open=len(stood) - above - within,
        ),
    )


def _stocks(file: Given) -> tuple[str, ...]:
    whats = {f.what for f in file.figures}
    if "securities_issued" in whats and "securities_outstanding" not in whats:
        return (
            say(
                "Only what was issued is public: what was outstanding on a day is not known, and no multiple can be held against it."
            ),
        )
    return ()


def _assumes(file: Given) -> tuple[str, ...]:
    said = [say("A flow (loans made, securities issued) is never taken for a stock (outstanding on a day).")]
    if file.machine:
        said += [
            say(
                "The model leaves out interest, losses, costs and delay: it is the bound that arithmetic sets, not a forecast."
            ),
            say("All plans are full and sold at par; the lender keeps the same part of each."),
        ]
    if file.steps:
        said.append(say("“About” means within 15 %; estimates and doubtful figures speak neither way."))
    if file.figures:
        said.append(
            say(
                "A base of the law is the latest figure within a year; registered or paid-in capital may stand in for net capital or net assets, and is named."
            )
        )
    return (*said, *file.notes)


def _sources(file: Given) -> tuple[str, ...]:
    figures = say("{n} figures from {file}", n=len(file.figures), file=file.file) if file.figures else file.file
    return (figures, say("as the file says: {source}", source=file.source)) if file.source else (figures,)
