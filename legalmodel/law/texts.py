"""The texts of the law for readers, in the language asked for: each stands in English in the file of its instrument, else in a catalogue.

A catalogue knows a text by its rule and field (``cn-21-total/says/pass``) and by the English it translates, so that a translation of
words that have changed since is not used. A title stands in its languages in the file itself.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import chinese, marked, pick, say, translation
from legalmodel.base.po import BadCatalogue
from legalmodel.base.resources import package_folder
from legalmodel.law.compile import CompiledRule
from legalmodel.law.models import Head, TitleForm

if TYPE_CHECKING:
    from legalmodel.law.precedents import Precedent

_FIGURES = re.compile(r"[\d(][\d(),\s*-]*$")
"""An article that is figures alone; one that names a second law as well is translated whole."""


def rule_text(rule: CompiledRule, field: str, english: str) -> str:
    """Return a text of a rule, such as ``condition`` or ``readings/narrow/title``; in English, marked, where it is not translated."""
    said = rule_translation(rule, field, english)
    return marked(english) if said is None else said


def rule_translation(rule: CompiledRule, field: str, english: str) -> str | None:
    """Return a text or a sentence of a rule in the language asked for; None if the pack that ships should have it and has not."""
    return _translation(rule.source.name, f"{rule.id}/{field}", english)


def title_of(form: TitleForm) -> str:
    """Return a title of a rule or an instrument."""
    return pick({"en": form.en, "zh": form.zh} if form.zh else {"en": form.en})


def own_title(form: TitleForm) -> str:
    """Return a title in the language of the law, led by a separator; empty where that is English or Chinese."""
    return f" · {form.own}" if form.own else ""


def head_text(head: Head, source: str, field: str, english: str) -> str:
    """Return a text of the head of an instrument, such as ``short`` or ``issuer``; ``source`` is its file."""
    said = _translation(source, f"instrument/{field}", english) if re.search("[A-Za-z]{2}", english) else english
    if said is None and field == "short" and head.title.zh:
        return title_of(head.title)
    return marked(english) if said is None else said


def cited(rule: CompiledRule, field: str = "article", article: str | None = None) -> str:
    """Return the instrument by its short title and the article: ``Trust Law 15``, ``《信托法》第15条``."""
    article = rule.form.article if article is None else article
    short = head_text(rule.head, rule.source.name, "short", rule.head.short)
    if not chinese():
        return f"{short} {article}"
    named = short if short.startswith(("《", "[", "〔")) else f"《{short}》"
    if _FIGURES.match(article):
        return f"{named}第{article}条"
    return f"{named}{rule_text(rule, field, article)}"


def article_of(rule: CompiledRule) -> str:
    """Return the whole title of the instrument and the article: ``Trust Law, article 15``, ``《中华人民共和国信托法》第15条``."""
    title = title_of(rule.head.title)
    if not chinese():
        return f"{title}, article {rule.form.article}"
    return (
        f"《{title}》第{rule.form.article}条"
        if _FIGURES.match(rule.form.article)
        else f"《{title}》{rule_text(rule, 'article', rule.form.article)}"
    )


def _translation(source: str, context: str, english: str) -> str | None:
    """Return a text of a law file in the language asked for; None if it is English and nobody translated it.

    A pack of the user's own may be written in Chinese in the first place.
    """
    try:
        said = translation(english, context, _catalogue(source))
    except BadCatalogue as error:
        raise BadRequest(str(error), say("write msgctxt, msgid and msgstr, each with text in quotation marks")) from None
    return english if said is None and chinese() and any("\u3400" <= char <= "\u9fff" for char in english) else said


@cache
def _catalogue(source: str) -> str:
    """Return the name of the catalogue of a file: within the package, or of the user's own by its whole path."""
    package = package_folder("")
    file = Path(source)
    return (
        file.relative_to(package).with_suffix("").as_posix() if package in file.parents else str(file.resolve().with_suffix(""))
    )


def case_text(case: "Precedent", field: str) -> str:
    """Return a text of a decided case, such as ``held``; in English, marked, where it is not translated."""
    name, english = _catalogue(case.file), getattr(case.form, field)
    said = translation(english, f"{case.id}/{field}", name) if english else english
    return marked(english) if said is None else said


def table_text(english: str, context: str, table: str) -> str:
    """Return a text of a table of the law, such as who knows what."""
    said = translation(english, context, f"law/{table}") if english else english
    return marked(english) if said is None else said
