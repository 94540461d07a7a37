"""``legalmodel init``: make a folder ready for deals: schema line, checks before each commit, checks on a server, folders."""

from argparse import Namespace
from importlib.resources import files
from pathlib import Path

from legalmodel import __version__
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.resources import shipped
from legalmodel.text.replace import write_whole

_WHERE = {
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "github-workflow.yml": ".github/workflows/legalmodel.yml",
    "vscode-settings.json": ".vscode/settings.json",
    "readme.md": "deals/README.md",
}
"""Texts that ship beside this file -> where they go."""
_DEAL = "deals/{template}/deal.yaml"


def run(options: Namespace) -> int:
    """Write what is not there yet; whatever is there stays as it is, and is told.

    Raises BadRequest for a template that is not there, or a folder that cannot be written.
    """
    root = Path(options.folder)
    if root.exists() and not root.is_dir():
        raise BadRequest(say("{name} is no folder", name=options.folder), say("name a folder, or leave it out for this one"))
    wanted = {where: _text(name) for name, where in _WHERE.items()}
    wanted["schemas/deal.schema.json"] = (shipped("schemas") / "deal.schema.json").read_bytes()
    wanted[_DEAL.format(template=options.template)] = _deal(options.template)
    for where, content in wanted.items():
        file = root / where
        if file.exists():
            print(say("kept     {file}", file=file))
        else:
            write_whole(file, content)
            print(say("written  {file}", file=file))
    print(say("next: legalmodel check {deal}", deal=root / _DEAL.format(template=options.template)))
    return 0


def _text(name: str) -> bytes:
    text = (files("legalmodel.cli") / "starter" / name).read_text(encoding="utf-8")
    return text.replace("{version}", __version__).encode()


def _deal(template: str) -> bytes:
    """Return the deal of a template with the line by which editors find the schema."""
    file = shipped("templates") / template / "deal.yaml"
    if "/" in template or "\\" in template or not file.is_file():
        raise BadRequest(say("there is no template '{name}'", name=template), say("see: legalmodel new"))
    return b"# yaml-language-server: $schema=../../schemas/deal.schema.json\n" + file.read_bytes()
