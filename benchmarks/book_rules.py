"""Six of the ten reference rules over a stored book: by the kernel, with findings ready to be proved, and by SQL written by hand.

    python benchmarks/book_rules.py 300

The deals have 50 parties and 150 relations; one of the rules follows control through chains of majorities. The SQL runs over the facts of the
same store and gives the names of what is broken, and no reason; both must say what the rules by hand over dicts say.
"""

import gc
import json
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from measure import ROOT
from reference_deals import by_hand, reference_deal

SIX = ("r1", "r2", "r3", "r4", "r5", "r10")
DAY = date(2026, 11, 25)
_FIELD = "max(text) FILTER (field = '{0}') AS {0}"
_SECTION = "(SELECT deal, record, {columns} FROM f WHERE section = '{section}' GROUP BY deal, record)"


def section(name: str, *fields: str) -> str:
    """Return the records of a section as a table, a column a field."""
    return _SECTION.format(section=name, columns=", ".join(map(_FIELD.format, fields)))


SQL = f"""
WITH RECURSIVE f AS (SELECT * FROM facts WHERE section IN ('accounts', 'governance', 'guarantees', 'agencies', 'ownership', 'pools', 'parties', 'deal')),
agencies AS {section("agencies", "agent", "principal", "function")},
majority AS (
  SELECT o.deal, o.owner, o.of AS below FROM {section("ownership", "owner", "of")} o
  JOIN f ON f.deal = o.deal AND f.section = 'ownership' AND f.record = o.record AND f.field = 'shares' AND f.number > 50),
originators AS (SELECT DISTINCT deal, text AS id FROM f WHERE section = 'pools' AND field = 'originated_by'),
controlled AS (
  SELECT deal, id FROM originators UNION SELECT m.deal, m.below FROM controlled c JOIN majority m ON m.deal = c.deal AND m.owner = c.id)
SELECT a.deal, 'r1', a.record FROM {section("accounts", "bank")} a
  JOIN f ON f.deal = a.deal AND f.section = 'parties' AND f.record = a.bank AND f.field = 'figures.step.number' AND f.number > 6
UNION ALL SELECT deal, 'r2', record FROM f WHERE section = 'governance' GROUP BY deal, record
  HAVING NOT coalesce(bool_or(field = 'bars' AND text = 'own_petition'), false) OR max(number) FILTER (field = 'independent_seats') < 1
UNION ALL SELECT g.deal, 'r3', g.record FROM f g JOIN f w ON w.deal = g.deal AND w.section = 'guarantees' AND w.record = g.record
  AND w.field = 'wording' AND w.text = 'limited' JOIN f d ON d.deal = g.deal AND d.section = 'deal' AND d.field = 'issue'
  WHERE g.section = 'guarantees' AND g.field = 'cap' AND g.number * 10 > d.number
UNION ALL SELECT deal, 'r4', record FROM agencies s WHERE function = 'servicing' AND NOT EXISTS (
  FROM agencies b WHERE b.deal = s.deal AND b.function = 'backup_servicing' AND b.principal = s.principal AND b.agent <> s.agent)
UNION ALL SELECT g.deal, 'r5', g.record FROM {section("governance", "of")} g JOIN controlled c ON c.deal = g.deal AND c.id = g.of
UNION ALL SELECT DISTINCT s.deal, 'r10', s.record FROM agencies s JOIN agencies o USING (deal, agent, principal)
  WHERE (s.function, o.function) IN (('security_trusteeship', 'servicing'), ('servicing', 'backup_servicing'), ('security_trusteeship', 'cash_management'))
"""


def main(count: int) -> None:
    """Measure."""
    from legalmodel.book.adding import add
    from legalmodel.book.kernel import Kernel, Settings, stored_in
    from legalmodel.book.reader import open_book
    from legalmodel.book.store import Store

    room = Path(tempfile.mkdtemp(prefix="rules-"))
    try:
        (room / "law").mkdir()
        shutil.copy(ROOT / "benchmarks" / "reference_law" / "ten-rules.yaml", room / "law")
        (room / "deals").mkdir()
        wanted = set()
        for n in range(count):
            deal = reference_deal(n)
            (room / "deals" / f"{n:05}.json").write_text(json.dumps(deal), "utf-8")
            wanted |= {(f"deals/{n:05}.json", rule, record) for rule, record in by_hand(deal) if rule in SIX}
        store = Store.make(room / "book")
        with store.writing():
            add(store, [room / "deals"])
        kernel = Kernel(Settings(DAY, (str(room / "law"),)))
        six = [id for id in kernel._law.rules if id.split("-")[0] in SIX and kernel._law.rules[id].head.id == "ten-rules"]
        kernel._law = kernel._law._replace(rules={id: kernel._law.rules[id] for id in six})
        with open_book(room / "book") as book:

            def ours() -> set[tuple[str, str, str]]:
                broken = set()
                for batch in book.table("SELECT deal, version, format, raw FROM sources").to_batches():
                    for stored in stored_in(batch):
                        for f in kernel.findings_by(kernel.ready(stored._replace(sound=True)), six):
                            if f.outcome == "fail" and f.subject:
                                broken.add((stored.deal, f.rule.id.split("-")[0], f.subject.id))
                return broken

            def by_sql() -> set[tuple[str, str, str]]:
                return set(book.rows(SQL))

            times = {}
            gc.collect()
            gc.freeze()
            gc.disable()  # as the processes of a book do
            for name, run in (("kernel", ours), ("SQL", by_sql)):
                run()
                spent = []
                for _ in range(3):
                    start = time.process_time()
                    found = run()
                    spent.append((time.process_time() - start) / count * 1e6)
                assert found == wanted, (name, len(found), len(wanted))
                times[name] = min(spent)
                print(f"{name}: {times[name]:.0f} us CPU a deal, {len(found)} broken", flush=True)
        print(f"{times['kernel'] / times['SQL']:.0f} times")
    finally:
        shutil.rmtree(room)


if __name__ == "__main__":
    main(int(sys.argv[1]))
