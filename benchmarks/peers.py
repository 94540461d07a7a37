"""The ten reference rules in other engines, as far as they are installed; each gives the same verdicts or the measurement stops."""

import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from deals import Data
from reference_deals import Verdicts, pairs, reach

_LAW = Path(__file__).parent / "reference_law"
Engine = Callable[[Data], Verdicts]
EVERY = {"pySHACL": 20}
"""Engines that take so long that they are given only every so many-th deal."""


def peers() -> dict[str, Engine]:
    """Return the engines that are installed, ready to run."""
    engines = {
        "clingo": ("clingo", _clingo),
        "CEL in C++": ("cel_expr_python", _cel),
        "regorus": ("regorus", _rego),
        "pySHACL": ("pyshacl", _shacl),
    }
    return {name: make() for name, (module, make) in engines.items() if find_spec(module)}


def _clingo() -> Engine:
    import clingo

    program = (_LAW / "ten-rules.lp").read_text("utf-8")

    def run(deal: Data) -> Verdicts:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], program + " ".join(_facts(deal)))
        control.ground([("base", [])])
        with control.solve(yield_=True) as answers:
            shown = next(iter(answers)).symbols(shown=True)
            return {(s.arguments[0].name, s.arguments[1].name) for s in shown}

    return run


def _facts(deal: Data) -> list[str]:
    facts = [f"issue({deal['deal']['issue'] // 10**6})."]
    facts += [f"step({id},{p['figures']['step']['number']})." for id, p in deal["parties"].items()]
    facts += [f"account({id},{a['holder']},{a['bank']})." for id, a in deal["accounts"].items()]
    facts += [f"swept({id},{a['swept_into']})." for id, a in deal["accounts"].items() if "swept_into" in a]
    facts += [f"agency({id},{a['agent']},{a['principal']},{a['function']})." for id, a in deal["agencies"].items()]
    facts += [f"collects({id},{a['collects_into']})." for id, a in deal["agencies"].items() if "collects_into" in a]
    facts += [f"stake({s['owner']},{s['of']},{s['shares'][:-1]})." for s in deal["ownership"].values()]
    facts += [f"made({id},{o})." for id, p in deal["pools"].items() for o in p["originated_by"]]
    facts += [f"pool({id})." for id in deal["pools"]]
    for id, g in deal["guarantees"].items():
        facts.append(f"guarantee({id},{g['by']},{g['to']},{g['wording']},{-(-g['cap'] // 10**6)}).")
    for id, g in deal["governance"].items():
        facts.append(f"governance({id},{g['of']}). seats({id},{g['independent_seats']}).")
        facts += [f"bars({id},{bar})." for bar in g["bars"]]
    for t in deal["transfers"].values():
        facts += [f"sale({t['transferor']},{t['transferee']},{k},{int(t['perfected_on'] != 'none')})." for k in t["assets"]]
    return facts


def _rego() -> Engine:
    import regorus  # type: ignore[import-untyped,unused-ignore]  # has no types

    engine = regorus.Engine()
    engine.add_policy("deal.rego", (_LAW / "ten-rules.rego").read_text("utf-8"))

    def run(deal: Data) -> Verdicts:
        engine.set_input_json(json.dumps(deal))
        return {(rule, id) for rule, id in json.loads(engine.eval_rule_as_json("data.deal.broken"))}

    return run


_CEL = {
    "r1": "accounts.filter(k, parties[accounts[k].bank].figures.step.number > 6)",
    "r2": "governance.filter(k, !('own_petition' in governance[k].bars) || governance[k].independent_seats < 1)",
    "r3": "guarantees.filter(k, guarantees[k].wording == 'limited' && guarantees[k].cap * 10 > deal.issue)",
    "r4": "agencies.filter(k, agencies[k]['function'] == 'servicing' && !agencies.exists(b, agencies[b]['function'] =="
    " 'backup_servicing' && agencies[b].principal == agencies[k].principal && agencies[b].agent != agencies[k].agent))",
    "r5": "governance.filter(k, governance[k].of in found.below)",
    "r6": "agencies.filter(k, agencies[k]['function'] == 'security_trusteeship' && agencies[k].agent in found.group)",
    "r7": "pools.filter(k, !(k in found.arrived))",
    "r8": "found.mixed",
    "r9": "found.round",
    "r10": "agencies.filter(k, agencies.exists(b, agencies[k].agent == agencies[b].agent && agencies[k].principal =="
    " agencies[b].principal && (agencies[k]['function'] == 'security_trusteeship' && agencies[b]['function'] in ['servicing',"
    " 'cash_management'] || agencies[k]['function'] == 'servicing' && agencies[b]['function'] == 'backup_servicing')))",
}
"""CEL has no recursion: what lies along a way (r5 to r9) is found by hand beforehand, in the time that is measured."""


def _cel() -> Engine:
    from cel_expr_python import cel  # type: ignore[import-untyped,unused-ignore]  # has no types

    names = ("deal", "parties", "accounts", "governance", "guarantees", "agencies", "pools", "found")
    environment = cel.NewEnv(variables=dict.fromkeys(names, cel.Type.DYN))
    rules = {id: environment.compile(text) for id, text in _CEL.items()}

    def run(deal: Data) -> Verdicts:
        given = {name: deal[name] for name in names[:-1]} | {"found": _found(deal)}
        activation = environment.Activation(given)
        results = {id: rule.eval(activation) for id, rule in rules.items()}
        return {(id, _plain(item)) for id, result in results.items() for item in _plain(result)}

    return run


def _plain(value: Any) -> Any:
    if isinstance(value, (str, list)):
        return value
    return value.plain_value() if hasattr(value, "plain_value") else value.value()


def _found(deal: Data) -> Data:
    originators = {o for pool in deal["pools"].values() for o in pool["originated_by"]}
    majorities = [s for s in deal["ownership"].values() if int(s["shares"][:-1]) > 50]
    down, up = pairs(majorities, "owner", "of"), pairs(majorities, "of", "owner")
    vehicles, arrived = {g["of"] for g in deal["governance"].values()}, []
    for id in deal["pools"]:
        hops = [t for t in deal["transfers"].values() if id in t["assets"] and t["perfected_on"] != "none"]
        if reach(pairs(hops, "transferor", "transferee"), originators) & vehicles:
            arrived.append(id)
    mixed, accounts = [], deal["accounts"]
    for agency in deal["agencies"].values():
        at = agency.get("collects_into")
        while at:
            mixed += [at] if accounts[at]["holder"] not in (agency["principal"], "client_money") else []
            at = accounts[at].get("swept_into")
    given = pairs(deal["guarantees"].values(), "by", "to")
    return {
        "below": sorted(reach(down, originators)),
        "group": sorted(reach(down, reach(up, originators))),
        "arrived": arrived,
        "mixed": mixed,
        "round": [id for id, g in deal["guarantees"].items() if g["by"] in reach(given, [g["to"]])],
    }


def _shacl() -> Engine:
    import pyshacl
    from rdflib import RDF, SH, Graph, URIRef

    shapes, whole = Graph().parse(_LAW / "ten-rules.ttl", format="turtle"), URIRef(_DEAL + "deal")

    def run(deal: Data) -> Verdicts:
        _, report, _ = pyshacl.validate(_triples(deal), shacl_graph=shapes, inplace=True)
        found = set()
        for result in report.subjects(RDF.type, SH.ValidationResult):
            focus = report.value(result, SH.focusNode)
            broken = report.value(result, SH.value) if focus == whole else focus
            found.add((str(report.value(result, SH.resultMessage)), broken.removeprefix(_DEAL)))
        return found

    return run


_DEAL = "urn:deal:"
_LINKS = {
    "accounts": ("holder", "bank", "swept_into"),
    "agencies": ("agent", "principal", "function", "collects_into"),
    "guarantees": ("by", "to", "wording", "cap"),
}
Triple = tuple[str, str, str | int]


def _triples(deal: Data) -> Any:
    from rdflib import Graph, Literal, URIRef

    graph = Graph()
    for subject, verb, object in (*_said(deal), *_laid(deal)):
        to = URIRef(_DEAL + object) if isinstance(object, str) else Literal(object)
        graph.add((URIRef(_DEAL + subject), URIRef(_DEAL + verb), to))
    return graph


def _said(deal: Data) -> Iterator[Triple]:
    """Yield what the records say, as far as a rule reads it."""
    yield "deal", "issue", deal["deal"]["issue"]
    for section, verbs in _LINKS.items():
        for id, record in deal[section].items():
            yield from ((id, verb, record[verb]) for verb in verbs if verb in record)
    for id, party in deal["parties"].items():
        yield id, "step", party["figures"]["step"]["number"]
    for id, articles in deal["governance"].items():
        yield id, "governs", articles["of"]
        yield id, "independent_seats", articles["independent_seats"]
        yield from ((id, "bars", bar) for bar in articles["bars"])


def _laid(deal: Data) -> Iterator[Triple]:
    """Yield the ways of majorities, support and title: SHACL can follow a way, but not ask what a record on it says."""
    for stake in deal["ownership"].values():
        if int(stake["shares"][:-1]) > 50:
            yield stake["owner"], "majority_of", stake["of"]
    for guarantee in deal["guarantees"].values():
        yield guarantee["by"], "supports", guarantee["to"]
    for id, pool in deal["pools"].items():
        for maker in pool["originated_by"]:
            yield id, "originated_by", maker
            yield id, "starts_at", f"{id}:{maker}"
    for hop in deal["transfers"].values():
        for id in hop["assets"]:
            giver, taker = f"{id}:{hop['transferor']}", f"{id}:{hop['transferee']}"
            yield giver, "in_hands_of", hop["transferor"]
            yield taker, "in_hands_of", hop["transferee"]
            if hop["perfected_on"] != "none":
                yield giver, "sold_to", taker
