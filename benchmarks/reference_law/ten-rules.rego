# The ten reference rules for Rego, over a deal as it stands in its file.
package deal

import rego.v1

ids := object.keys(input.parties)

full(edges) := {x: ys | some x in ids; ys := object.get(edges, x, set())}

originators contains o if { some p in input.pools; some o in p.originated_by }
vehicles contains g.of if some g in input.governance

down0[s.owner] contains s.of if { some s in input.ownership; to_number(trim_suffix(s.shares, "%")) > 50 }
up0[s.of] contains s.owner if { some s in input.ownership; to_number(trim_suffix(s.shares, "%")) > 50 }
down := full(down0)
up := full(up0)
above := graph.reachable(up, originators)
given0[g.by] contains g.to if some g in input.guarantees
given := full(given0)
next := {a: ys | some a, row in input.accounts; ys := {b | b := row.swept_into}}

broken contains ["r1", id] if { some id, a in input.accounts; input.parties[a.bank].figures.step.number > 6 }
broken contains ["r2", id] if { some id, g in input.governance; not "own_petition" in g.bars }
broken contains ["r2", id] if { some id, g in input.governance; g.independent_seats < 1 }
broken contains ["r3", id] if { some id, g in input.guarantees; g.wording == "limited"; g.cap * 10 > input.deal.issue }
ready(a) if { some b in input.agencies; b["function"] == "backup_servicing"; b.principal == a.principal; b.agent != a.agent }
broken contains ["r4", id] if { some id, a in input.agencies; a["function"] == "servicing"; not ready(a) }
broken contains ["r5", id] if { some id, g in input.governance; g.of in graph.reachable(down, originators) }
broken contains ["r6", id] if {
	some id, a in input.agencies
	a["function"] == "security_trusteeship"
	count(graph.reachable(up, {a.agent}) & above) > 0
}
sold0[k][t.transferor] contains t.transferee if { some t in input.transfers; t.perfected_on != "none"; some k in t.assets }
sold[k] := {x: ys | some x in ids; ys := object.get(sold0, [k, x], set())} if some k in object.keys(input.pools)
broken contains ["r7", k] if { some k in object.keys(input.pools); count(graph.reachable(sold[k], originators) & vehicles) == 0 }
broken contains ["r8", id] if {
	some a in input.agencies
	some id in graph.reachable(next, {a.collects_into})
	not input.accounts[id].holder in {a.principal, "client_money"}
}
broken contains ["r9", id] if { some id, g in input.guarantees; g.by in graph.reachable(given, {g.to}) }
clashes := {
	["security_trusteeship", "servicing"],
	["servicing", "backup_servicing"],
	["security_trusteeship", "cash_management"],
}
broken contains ["r10", id] if {
	some id, a in input.agencies
	some b in input.agencies
	a.agent == b.agent
	a.principal == b.principal
	[a["function"], b["function"]] in clashes
}
