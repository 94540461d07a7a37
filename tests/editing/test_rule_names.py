"""Names in files of law: numbers of a rule, loops, rules; their places, their renaming, and where questions and templates stand."""

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.editing.rule_files import faults_of_law
from legalmodel.editing.rule_names import Elsewhere, definition_of_law, name_at, references_of_law, rename_in_law
from legalmodel.editing.sheet import DealText, with_edits

LAW = """instrument:
  id: xx-made-up
rules:
  xx-one:
    question: protection/retention-amount
    each: deal
    require: >-
      all(sum(i.share for i in investments if i.of == s and i.kept_as == "least") >= least for s in securities)
      or any(i.kept_share >= least for i in investments)
    thresholds:
      least: [{from: 2019-01-01, is: 5%, article: "6"}]
      most: [{from: 2019-01-01, is: 9%, article: "6"}]
    says:
      pass: "At least {least} of every class is kept; at least one."
    note: "see xx-one, and xx-one-more"
    examples:
      pass: {base: eu-auto, why: x}
  xx-two:
    each: deal
    require: deal.name != none and least > 1
    thresholds:
      least: [{from: 2019-01-01, is: 7, article: "7"}]
"""


def text(words=LAW):
    return DealText(words, "law.yaml", None)


def at(fragment, within=LAW):
    return within.index(fragment)


def marked(extents):
    return [(LAW.count("\n", 0, start) + 1, LAW[start:end]) for start, end in extents]


def test_a_number_is_found_in_its_rule_and_in_no_other():
    spot = at("least for s in")
    assert marked(definition_of_law(text(), spot)) == [(11, "least")]
    assert [line for line, _ in marked(references_of_law(text(), spot))] == [8, 9, 11, 14]
    assert [line for line, _ in marked(references_of_law(text(), spot, False))] == [8, 9, 14]
    assert references_of_law(text(), at("least: [{from: 2019-01-01, is: 5%")) == references_of_law(text(), spot)
    assert [line for line, _ in marked(references_of_law(text(), at("least > 1")))] == [20, 22]


def test_a_number_is_renamed_where_it_stands_and_not_in_quotation_marks_or_prose():
    made = with_edits(LAW, rename_in_law(text(), at("least for s in"), "floor"))
    assert made.count("floor") == 4
    assert 'i.kept_as == "least"' in made and "at least one" in made and "least > 1" in made
    assert "{floor} of every class" in made


def test_a_loop_is_renamed_in_its_expression():
    made = with_edits(LAW, rename_in_law(text(), at("i.share for i"), "kept"))
    assert (
        "sum(kept.share for kept in investments if kept.of == s and kept.kept_as" in made
        and "any(kept.kept_share >= least for kept in" in made
    )
    assert [line for line, _ in marked(definition_of_law(text(), at("s and i.kept_as")))] == [8]


def test_a_rule_is_renamed_in_the_file():
    made = with_edits(LAW, rename_in_law(text(), at("xx-one:"), "xx-first"))
    assert made.count("xx-first") == 2 and "xx-one-more" in made


@pytest.mark.parametrize(
    ("spot", "new"),
    [("least for s in", "most"), ("least for s in", "deal"), ("least for s in", "investments"), ("least for s in", "i"), ("least for s in", "sum"), ("least for s in", "5x"),
     ("i.share", "s"), ("i.share", "least"), ("xx-one:", "xx-two"), ("xx-one:", "Xx"), ("investments if", "x"), ("note:", "x"), ("protection", "x"), ("share for", "x")],
)  # fmt: skip  # a table
def test_a_name_that_means_something_else_is_refused(spot, new):
    with pytest.raises(BadRequest):
        rename_in_law(text(), at(spot), new)


def test_a_question_and_a_template_are_gone_to_in_the_package():
    found = definition_of_law(text(), at("protection/retention") + 3)
    assert isinstance(found, Elsewhere)
    assert found.file.read_text(encoding="utf-8").splitlines()[found.line - 1].strip() == "protection/retention-amount:"
    found = definition_of_law(text(), at("eu-auto"))
    assert isinstance(found, Elsewhere) and found.file.parts[-2:] == ("eu-auto", "deal.yaml")
    for words in ("protection/nothing-of-it", "../secret"):
        assert (
            definition_of_law(
                text(LAW.replace("protection/retention-amount", words).replace("eu-auto", words)), LAW.index("protection") + 2
            )
            == []
        )


def test_a_real_law_reads_alike_after_a_renaming():
    from legalmodel.base.resources import package_folder

    words = (package_folder("law") / "eu" / "retention-standards.yaml").read_text(encoding="utf-8")
    spot = words.index("least for a in agencies")
    made = with_edits(words, rename_in_law(text(words), spot, "years_asked"))
    assert made.count("years_asked") == 4
    assert faults_of_law(text(made)) == faults_of_law(text(words)) == []


@pytest.mark.parametrize("cut", range(0, len(LAW), 37))
def test_a_file_that_is_half_typed_breaks_nothing(cut):
    words = LAW[:cut]
    for spot in range(0, len(words) + 1, 11):
        state = text(words)
        if name_at(state, spot):
            assert references_of_law(state, spot)
        try:
            definition_of_law(state, spot)
        except BadInput:
            pytest.fail("looking is no reading")
