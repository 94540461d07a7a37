"""Each field of the vocabulary is read, watched or descriptive (semantics, section E); what is none of these only grows fewer."""

from legalmodel.judgment.pack import load_pack
from legalmodel.law.catalogue import load_catalogue
from legalmodel.lawtest.fields import classes

LEFT_AT_MOST = 0
"""Fields that nothing reads or watches and of which nobody said why nothing hangs on them. A new field is watched, or its reason stands there."""


def test_each_field_falls_in_one_class() -> None:
    found = classes()
    assert not found.read & found.watched
    assert not found.read & found.descriptive
    assert not found.watched & found.descriptive
    assert len(found.read) + len(found.watched) + len(found.descriptive) + len(found.left) >= 850
    assert len(found.left) <= LEFT_AT_MOST, sorted(found.left)


def test_what_is_named_exists() -> None:
    from legalmodel.graph.vocabulary import vocabulary

    things = vocabulary().things
    named = [*load_pack().descriptive, *(f"{w.sort}.{w.field}" for w in load_pack().watched)]
    for name in named:
        sort, _, field = name.partition(".")
        assert any(field in fields for s, fields in things.items() if sort in ("*", s)), name


def test_watched_facts_bear_on_questions_of_the_catalogue() -> None:
    questions = load_catalogue().questions
    assert {q for w in load_pack().watched for q in w.questions} <= set(questions)
    assert all(reason for reason in load_pack().descriptive.values())


def test_the_fields_that_the_issue_names_are_watched_or_read() -> None:
    found = classes()
    must = {
        "trade_barred_by", "authorised_by", "yields_to", "rating_needed", "replaced_when", "order_turns_on", "rank_on_default",
        "seller_interest", "vetoes", "held_for", "owes_duty_to", "directs_until", "only_for", "watched_by", "control_agreement",
    }  # fmt: skip  # a table: one row a line
    assert must <= {field for _, field in found.watched | found.read}
    assert ("tie", "kind") in found.watched | found.read
