"""``legalmodel set``: set facts of a deal file in its own text; all of them, checked, or none."""

from argparse import Namespace
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.cli.common import deal_file
from legalmodel.cli.faults import print_faults
from legalmodel.model.parse import parse
from legalmodel.text.edit import GONE, Change, edited, write_text
from legalmodel.text.read import Source, read
from legalmodel.text.written import typed_fact


def run(options: Namespace) -> int:
    """Change one file; exit 2, with nothing written, if the file would then be no deal."""
    file = own_file(options.deal)
    changes = [*_sets(options.facts), *(Change(_path(path)) for path in options.take_out)]
    if not changes:
        raise BadRequest(say("nothing is to be set"), say("give the path of a fact and its value, such as: deal.stage closed"))
    return change_file(file, changes, options.dry_run)


def own_file(name: str) -> Path:
    """Return the user's own file that is meant. Raises BadRequest for a template, which is never changed."""
    file = deal_file(name)
    if not Path(name).exists():
        raise BadRequest(
            say("'{name}' is a template, which stays as it is", name=name),
            say("copy it: legalmodel new {name} my-deal", name=name),
        )
    return file


def change_file(file: Path, changes: list[Change], dry_run: bool) -> int:
    """Make changes in a file unless it would be no deal, or print what they would do; return the exit code."""
    source = read(file)
    draft = edited(source, changes)
    if not is_deal(file, draft):
        return 2
    if draft.text == source.text:
        print(say("{file} says so already", file=file))
    elif dry_run:
        print("\n".join(difference(source, draft)))
    else:
        write_text(file, source, draft)
        print("\n".join(_told(draft, change) for change in changes))
    return 0


def is_deal(file: Path, draft: Source) -> bool:
    """Tell whether a changed text is still a deal, and print its faults if it is not."""
    try:
        parse(draft)
    except BadInput as error:
        print_faults(error.faults, (draft,))
        print(say("{file}: nothing was written; lines are counted as they would be", file=file))
        return False
    return True


def difference(old: Source, new: Source) -> Iterator[str]:
    """Yield the lines that differ, with a few around them, as ``diff -u`` does."""
    return unified_diff(_lines(old), _lines(new), old.name, f"{new.name} (changed)", lineterm="")


def _lines(source: Source) -> list[str]:
    count = source.locate(len(source.text))[0]  # a lone carriage return ends a line too, and never reaches the terminal
    return [source.line(number) for number in range(1, count + 1)]


def _told(draft: Source, change: Change) -> str:
    if change.value is GONE:
        return say("{name}: {path} taken out", name=draft.name, path=dotted(change.path))
    return say("{path}: {path2} set", path=draft.key_place(change.path), path2=dotted(change.path))


def _sets(facts: list[str]) -> list[Change]:
    if len(facts) % 2:
        raise BadRequest(say("'{facts}' has no value", facts=facts[-1]), say("give a value after each path"))
    return [Change(_path(path), typed_fact(path, text)) for path, text in zip(facts[::2], facts[1::2], strict=True)]


def _path(text: str) -> tuple[str, ...]:
    path = tuple(text.split("."))
    if not all(path):
        raise BadRequest(say("'{text}' is no path of a fact", text=text), say("write it with points, such as trusts.main.form"))
    return path
