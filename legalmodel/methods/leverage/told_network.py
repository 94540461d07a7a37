"""The network of one originator in words: concentration, common points of failure, who loses first, what stays when plans stop buying."""

from fractions import Fraction

from legalmodel.base.language import say
from legalmodel.methods.leverage.deals import Same
from legalmodel.methods.leverage.losses import UNTOLD, nested
from legalmodel.methods.leverage.network import Network, months_of_all
from legalmodel.methods.leverage.tables_network import (
    amount,
    doing,
    funding,
    holdings,
    layers_table,
    listed,
    losses_table,
    name,
    own_money,
    parts_table,
    plans_table,
    runs_table,
    share,
)
from legalmodel.methods.leverage.told import number
from legalmodel.methods.leverage.told_by_day import missing_table
from legalmodel.methods.study import Study


def network_study(net: Network) -> Study:
    """Return the network as a study, with its amounts, their sources, and what nobody tells."""
    tables = [plans_table(net), parts_table(net), layers_table(net), losses_table(net), runs_table(net)]
    tables += [missing_table(net.account.given)] if net.account.given.lacking else []
    return Study(
        "leverage-network",
        say("Network: {name}", name=net.account.given.name),
        (*_whole(net), *_concentration(net), *_common(net), *_first(net), *_twice(net), *_run_off(net)),
        tuple(tables),
        (),
        _assumes(net),
        tuple(dict.fromkeys(say("{deal}: {file}", deal=d.name, file=d.file) for d in net.account.deals)),
        foot=say("Arithmetic on what the deals tell; no forecast, no advice, and no finding against anybody."),
        heads=(say("Assumes"), say("Sources")),
    )


def _whole(net: Network) -> tuple[str, ...]:
    day = net.day.isoformat()
    if net.issued is None:
        return (say("What the plans come to on {day} is not known: amount or rank of some class is not told.", day=day),)
    if len(net.plans) == 1:
        return (
            say("One plan, whose classes come to {amount} as last told by {day}.", amount=amount(net.issued, net), day=day),
        )
    return (
        say(
            "{n} plans, whose classes come to {amount} as last told by {day}.",
            n=len(net.plans),
            amount=amount(net.issued, net),
            day=day,
        ),
    )


def _concentration(net: Network) -> tuple[str, ...]:
    held = holdings(net)
    whole, untold = sum(held.values(), Fraction(0)), held.pop(UNTOLD, Fraction(0))
    if not whole:
        return ()
    others = [(key, size) for key, size in held.items() if key != net.account.who]
    said = []
    if others:
        three = sum((size for _, size in others[:3]), Fraction(0)) / whole
        first, size = others[0]
        said.append(
            say(
                "Beside the originator {name} holds most, {part} of all classes; the three largest hold {three}.",
                name=name(net, first),
                part=share(size / whole),
                three=share(three),
            )
        )
    if untold:
        said.append(say("Of {part} of all classes nobody is told to be the holder.", part=share(untold / whole)))
    return tuple(said)


def _common(net: Network) -> tuple[str, ...]:
    """Name on whom every plan depends, where there are several: one who stops touches all."""
    if len(net.plans) < 2:
        return ()
    every = [p for p in net.parts if len(p.plans) == len(net.plans) and p.relation in ("serves", "manages", "supports")]
    if not every:
        return (say("Nobody is told to serve, hold or support all plans."),)
    by_name: dict[str, list[str]] = {}
    for part in every:
        by_name.setdefault(name(net, part.who), []).append(doing(part))
    told = [say("{name} ({words})", name=who, words=listed(words)) for who, words in by_name.items()]
    return (say("All plans depend on: {names}. Whoever of them stops touches every plan.", names=listed(told)),)


def _first(net: Network) -> tuple[str, ...]:
    first = [x for stack in net.stacks for x in stack or () if x.order == 1]
    if not first or net.issued is None:
        return ()
    sums: dict[Same, Fraction] = {}
    for layer in first:
        for key, part in layer.bearers:
            sums[key] = sums.get(key, Fraction(0)) + layer.amount * part
    told = listed(
        [say("{name} {amount}", name=name(net, k), amount=amount(v, net)) for k, v in sorted(sums.items(), key=lambda i: -i[1])]
    )
    whole = sum(sums.values(), Fraction(0))
    said = say(
        "First to lose, in the last class of each plan: {told}; together {part} of all classes.",
        told=told,
        part=share(whole / net.issued),
    )
    own, mine = own_money(net), sums.get(net.account.who)
    if own is None or not mine:
        return (said,)
    return (
        said,
        say(
            "What the originator bears first is {part} of its own money of {day}.",
            part=share(mine / own.value),
            day=own.on.isoformat(),
        ),
    )


def _twice(net: Network) -> tuple[str, ...]:
    pairs = nested(net.vehicles, net.account.joined, net.day)
    return tuple(
        say("Classes of {first} are held by {second}, which issues classes itself.", first=a.name, second=b.name)
        for a, b in pairs
    )


def _run_off(net: Network) -> tuple[str, ...]:
    if not any(r.buys for r in net.runs):
        return (say("No plan is told to buy again."),)
    buying = [r for r in net.runs if r.buys and (r.until is None or r.until.last >= net.day)]
    over = sum(r.buys for r in net.runs) - len(buying)
    one = say("One plan has come to the last day on which it buys.")
    said = [one if over == 1 else say("{n} plans have come to the last day on which they buy.", n=over)] if over else []
    if buying:
        found = months_of_all(buying)
        said.append(
            say(
                "If the plans stop buying, how long their loans run off is not known: no remaining term, or no balance, is told."
            )
            if found is None
            else say(
                "If the plans stop buying, their loans have {months} months left on average by the terms told, for {part} of what is outstanding.",
                months=f"{number(found[0], 1).normalize():f}",
                part=share(found[1]),
            )
        )
    own, books = own_money(net), funding(net)
    if own is not None and books and net.issued is not None:
        base = own.value + sum((f.value for f in books), Fraction(0))
        said.append(
            say(
                "Once plans have run off, own money and funding on the books carry {base} of loans at most; the classes of plans now stand for {now}.",
                base=amount(base, net),
                now=amount(net.issued, net),
            )
        )
    return tuple(said)


def _assumes(net: Network) -> tuple[str, ...]:
    said = [
        say("Holders are those that the files tell on the day looked at; the rest stands as “holder not told”."),
        say(
            "Losses go by rank, the last first; those of one rank share by amount. A vehicle that holds classes passes its loss on to its own."
        ),
        say("Amounts are the latest balance told by that day, else what was issued."),
    ]
    return (*said, *net.account.remarks)
