"""The tables and plots that tell leverage: the account, the turns, what each part kept carries, the multiples by day, the figures."""

from decimal import Decimal
from fractions import Fraction

from legalmodel.base.figures import amount_in_short
from legalmodel.base.figures import day as written
from legalmodel.base.language import Phrase, say
from legalmodel.base.values import Money
from legalmodel.methods.leverage.account import Held, Verdict
from legalmodel.methods.leverage.caps import Stand, cited_in, named, read_extent, said
from legalmodel.methods.leverage.machine import Turn, most_outstanding, replay
from legalmodel.methods.leverage.records import FLOWS, NUMBERS, PARTS, AccountStep, Figure, Given, Machine
from legalmodel.methods.study import Cell, Column, Curve, Plot, Table

KEPT = tuple(Fraction(part, 100) for part in (0, 3, 5, 7, 8, 10, 20))
"""Parts kept that the table of what one base carries shows beside the part given."""

VERDICTS = {
    Verdict.SUPPORTED: Phrase("public figures support it"),
    Verdict.CONTRADICTED: Phrase("public figures contradict it"),
    Verdict.MIXED: Phrase("some public figures support it, some contradict it"),
    Verdict.OPEN: Phrase("left open"),
}
TRUST = {
    "filed": Phrase("filed or official"),
    "press": Phrase("press"),
    "estimate": Phrase("estimate"),
    "doubtful": Phrase("doubtful"),
    "computed": Phrase("computed"),
}


def number(value: Fraction, places: int = 2) -> Decimal:
    """Return a fraction as a decimal, rounded half to even."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-places))


def money(value: Fraction, given: Given) -> str:
    """Return an amount in short: ``CNY 9,000.00m``, ``90亿元``."""
    return amount_in_short(Money(number(value, 4), given.currency))


def value(value: Fraction, what: str, given: Given) -> str:
    """Return a value as people read it: an amount, a part in percent, a number."""
    if what in PARTS:
        return f"{number(value * 100).normalize():f}%"
    return f"{number(value).normalize():f}" if what in NUMBERS else money(value, given)


def measured(record: Figure | AccountStep, given: Given) -> str:
    """Return the value of a figure or step, a multiple with the base that it names."""
    told = value(record.value, record.what, given)
    if isinstance(record, Figure) and record.at_least:
        told = say("at least {value}", value=told)
    return f"{told} × {money(record.base, given)}" if record.base is not None else told


def _time(figure: Figure) -> str:
    return f"{written(figure.since)} – {written(figure.on)}" if figure.since else written(figure.on)


def account_table(held: list[Held], given: Given) -> Table:
    """Return the steps of the account: what is claimed, whether it adds up, and what public figures say."""
    columns = (
        Column("step", say("step")),
        Column("what", say("what")),
        Column("claimed", say("claimed")),
        Column("adds_up", say("by the account's own figures")),
        Column("verdict", say("public figures")),
        Column("for", say("for"), narrow=False),
        Column("against", say("against"), narrow=False),
        Column("aside", say("speak neither way"), narrow=False),
        Column("place", say("where"), narrow=False),
    )
    return Table("account", say("The account, step by step"), columns, tuple(_account_row(h, given) for h in held))


def _account_row(held: Held, given: Given) -> tuple[str, ...]:
    step = held.step
    how = {"about": say("about {value}"), "over": say("over {value}"), "at_most": say("at most {value}"), "exactly": "{value}"}
    claimed = how[step.how].format(value=measured(step, given))
    adds = ""
    if held.sums is not None:
        word = say("adds up: {value}") if held.adds_up else say("does not add up: {value}")
        adds = word.format(value=value(held.sums, step.what, given))
    lists = (held.speak_for, held.against, held.aside)
    told = ("; ".join(f"{measured(f, given)} ({_time(f)}, {f.source})" for f in figures) for figures in lists)
    return (step.says or step.id, named(step.what), claimed, adds, str(VERDICTS[held.verdict]), *told, step.place)


def turns_table(turns: list[Turn], given: Given) -> Table:
    """Return the books after each turn; a terminal shows the first, some between, and the last."""
    unit = given.currency
    columns = (
        Column("turn", say("turn"), "", 0),
        Column("made", say("loans made"), unit, 0),
        Column("made_in_all", say("made in all"), unit, 0),
        Column("outstanding", say("outstanding"), unit, 0),
        Column("on_books", say("on the books"), unit, 0),
        Column("in_plans", say("in plans"), unit, 0),
        Column("kept", say("classes kept"), unit, 0),
        Column("outside", say("held by others"), unit, 0),
        Column("cash", say("cash"), unit, 0, narrow=False),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            t.number,
            *(number(v) for v in (t.made, t.made_in_all, t.outstanding, t.on_books, t.in_plans, t.kept, t.outside, t.cash)),
        )
        for t in turns
    )
    shown = {0, 1, 2, *range(4, len(rows), max(1, len(rows) // 5)), len(rows) - 1}
    note = say(
        "After each turn cash, loans on the books and classes kept come to the base. Loans made are a flow, outstanding a stock."
    )
    return Table("turns", say("Recycling, turn by turn"), columns, rows, note, tuple(sorted(i for i in shown if i < len(rows))))


def kept_table(machine: Machine, given: Given) -> Table:
    """Return what one base carries for each part kept: after the turns given, and at most."""
    columns = (
        Column("kept", say("part kept"), "%", 2),
        Column("after", say("outstanding after the turns"), given.currency, 0),
        Column("most", say("at most: base / part kept"), given.currency, 0),
        Column("times", say("times capital"), "", 1),
        Column(
            "needs",
            say("capital and bank money that {goal} times the capital would need", goal=_plain(given.goal)),
            given.currency,
            0,
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    for kept in sorted({*KEPT, machine.kept}):
        after = replay(machine._replace(kept=kept))[-1].outstanding if machine.turns else None
        most = most_outstanding(machine.base, kept)
        times = None if most is None or not machine.capital else number(most / machine.capital)
        needs = number(machine.capital * given.goal * kept) if kept else None
        rows.append(
            (number(kept * 100), None if after is None else number(after), None if most is None else number(most), times, needs)
        )
    return Table(
        "kept",
        say("What one base carries, by the part kept"),
        columns,
        tuple(rows),
        say("With nothing kept arithmetic sets no bound: only the turns do."),
    )


def _plain(value: Fraction) -> str:
    return f"{number(value).normalize():f}"


def caps_table(stands: list[Stand], given: Given) -> Table:
    """Return the multiples by day and how the lender stands to each."""
    columns = (
        Column("day", say("day")),
        Column("law", say("rule")),
        Column("sets", say("sets")),
        Column("multiple", say("multiple"), "", 2, narrow=False),
        Column("base", say("measured against"), narrow=False),
        Column("most", say("allows"), narrow=False),
        Column("counted", say("counted, at least")),
        Column("stands", say("result")),
        Column("read", say("text read")),
        Column("counts", say("what counts"), narrow=False),
        Column("transition", say("other readings of the rule"), narrow=False),
    )
    return Table(
        "caps",
        say("The multiple of the law, by day"),
        columns,
        tuple(_cap_row(s, given) for s in stands),
        say(
            "“Above the multiple” is arithmetic; whether anybody broke the law only an authority or a court says. A transition may run."
        ),
    )


def _cap_row(stand: Stand, given: Given) -> tuple[str | Decimal | None, ...]:
    cap, base = stand.cap, stand.base
    what = say("{base}, not known", base=named(cap.bases[0]))
    if base is not None:
        word = named(base.what) if base.what == cap.bases[0] else say("{base} (stands in)", base=named(base.what))
        what = f"{word} {money(base.value, given)} ({written(base.on)})"
    sets = f"{number(cap.multiple).normalize():f} × {what}"
    if stand.most is not None:
        sets = say("{sum} = {amount}", sum=sets, amount=money(stand.most, given))
    return (
        written(stand.day),
        cited_in(cap),
        sets,
        number(cap.multiple),
        what,
        "" if stand.most is None else money(stand.most, given),
        money(stand.least, given) if stand.used else "",
        said(stand),
        read_extent(cap),
        "; ".join(named(w) for w in cap.counts),
        "; ".join(str(r.title) for r in cap.rule.form.readings.values()) if cap.rule.form.readings else "",
    )


def figures_table(given: Given) -> Table:
    """Return the figures of the file, with day, source and trust."""
    columns = (
        Column("what", say("what")),
        Column("value", say("value")),
        Column("time", say("day or time")),
        Column("trust", say("reliability")),
        Column("flow", say("stock or flow")),
        Column("source", say("source"), narrow=False),
        Column("place", say("where"), narrow=False),
    )
    rows = tuple(
        (
            named(f.what),
            measured(f, given),
            _time(f),
            str(TRUST[f.trust]),
            say("flow") if f.what in FLOWS else say("stock"),
            f.source,
            f.place,
        )
        for f in sorted(given.figures, key=lambda f: (f.on, f.id))
    )
    return Table("figures", say("Figures"), columns, rows)


def moves_table(machine: Machine, given: Given) -> Table:
    """Return what a fifth less and a fifth more of each input does to the stock that the machine carries after its turns."""
    columns = (
        Column("input", say("input")),
        Column("less", say("with a fifth less"), given.currency, 0),
        Column("more", say("with a fifth more"), given.currency, 0),
    )
    rows: list[tuple[Cell, ...]] = []
    for key in ("capital", "bank_money", "kept", "sold", "turns"):
        if not (now := getattr(machine, key)):
            continue
        ends = []
        for factor in (Fraction(4, 5), Fraction(6, 5)):
            then = max(1, round(now * factor)) if key == "turns" else now * factor
            then = min(then, Fraction(1)) if key in ("kept", "sold") else then
            ends.append(number(replay(machine._replace(**{key: then}))[-1].outstanding))
        rows.append((str(_INPUTS[key]), *ends))
    return Table("moves", say("What moves the stock of loans after the turns"), columns, tuple(rows))


_INPUTS = {
    "capital": Phrase("own money"),
    "bank_money": Phrase("bank money"),
    "kept": Phrase("part kept of each plan"),
    "sold": Phrase("part sold of the loans on the books"),
    "turns": Phrase("turns"),
}


def turns_plot(turns: list[Turn], given: Given) -> Plot:
    """Plot loans made beside loans outstanding, in billions."""
    bn = Fraction(10**9)
    curves = (
        Curve(say("loans made in all (flow)"), tuple(float(t.made_in_all / bn) for t in turns), "rival"),
        Curve(say("loans outstanding (stock)"), tuple(float(t.outstanding / bn) for t in turns), "model"),
        Curve(say("base"), tuple(float((t.cash + t.on_books + t.kept) / bn) for t in turns), "zero"),
    )
    labels = tuple(str(t.number) for t in turns)
    return Plot(
        "turns",
        say("Loans made and loans outstanding"),
        say("turn"),
        say("{unit}, billions", unit=given.currency or ""),
        labels,
        curves,
    )


def kept_plot(machine: Machine, given: Given) -> Plot:
    """Plot what one base carries at most along the part kept."""
    parts = [Fraction(k, 100) for k in range(2, 31)]
    carried = tuple(float(machine.base / part / 10**9) for part in parts)
    wanted = (float(machine.capital * given.goal / 10**9),) * len(parts)
    curves = (
        Curve(say("base / part kept"), carried, "model"),
        Curve(say("{goal} times the capital", goal=_plain(given.goal)), wanted, "zero"),
    )
    labels = tuple(str(int(part * 100)) for part in parts)
    return Plot(
        "kept",
        say("Loans that one base carries at most"),
        say("part kept, %"),
        say("{unit}, billions", unit=given.currency or ""),
        labels,
        curves,
    )
