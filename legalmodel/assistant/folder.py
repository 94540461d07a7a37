"""The one folder that a server may touch: names in it, and no way out of it."""

import os
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.resources import shipped

_TEMPLATE = "template:"
_ENDINGS = (".yaml", ".yml", ".json")
_FILES_MOST = 2_000


class DealFolder:
    """A folder of deal files. Templates that ship can be read under ``template:NAME``, and never written."""

    def __init__(self, root: Path) -> None:
        """Take the folder. Raises BadRequest if there is none."""
        if not root.is_dir():
            raise BadRequest(say("there is no folder {folder}", folder=root), say("name the folder of the deal files"))
        self.root = root.resolve()

    def file(self, name: str, new: bool = False) -> Path:
        """Return the file that a name means; ``new``: it need not be there yet.

        Raises BadRequest for a name that leads out of the folder, through a link, or to no deal file.
        """
        if name.startswith(_TEMPLATE) and not new:
            return self._template(name.removeprefix(_TEMPLATE))
        parts = name.replace("\\", "/").split("/")
        if (
            not name
            or name.startswith(("/", "~"))
            or any(p in ("", ".", "..") or ":" in p or not p.isprintable() for p in parts)
        ):
            raise BadRequest(
                say("'{name}' is no name within the folder", name=name[:80]),
                say("write it from the folder on: deals/deal.yaml"),
            )
        path = self.root
        for part in parts:
            path = path / part
            if path.is_symlink():
                raise BadRequest(
                    say("'{name}' leads through a link", name=name), say("name a file that stands in the folder itself")
                )
        if path.is_dir():
            path = next(
                (path / inside for inside in ("deal.yaml", "deal.json") if (path / inside).is_file()), path / "deal.yaml"
            )
            if path.is_symlink():
                raise BadRequest(
                    say("'{name}' leads through a link", name=name), say("name a file that stands in the folder itself")
                )
        if path.suffix not in _ENDINGS:
            raise BadRequest(say("'{name}' is no deal file", name=name), say("a deal file ends in .yaml or .json"))
        if not path.resolve().is_relative_to(self.root):  # a folder on the way that was put there since
            raise BadRequest(say("'{name}' is no name within the folder", name=name), "")
        if not new and not path.is_file():
            raise BadRequest(say("there is no file {name}", name=name), say("see the list of deals"))
        return path

    def _template(self, name: str) -> Path:
        names = [file.parent.name for file in shipped("templates").glob("*/deal.yaml")]
        if name not in names:
            raise BadRequest(
                say("there is no template '{name}'", name=name[:80]), say("templates: {names}", names=", ".join(sorted(names)))
            )
        return shipped("templates") / name / "deal.yaml"

    def names(self) -> list[str]:
        """Return the deal files of the folder, in order; links are not followed."""
        found: list[str] = []
        for folder, folders, files in os.walk(self.root, followlinks=False):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and not (Path(folder) / f).is_symlink())
            for file in sorted(files):
                path = Path(folder) / file
                if path.suffix in _ENDINGS and not path.is_symlink() and not file.startswith("."):
                    found.append(path.relative_to(self.root).as_posix())
            if len(found) > _FILES_MOST:
                break
        return found[:_FILES_MOST]

    def short(self, text: str) -> str:
        """Return a text without the place of the folder on this machine."""
        templates = f"{shipped('templates')}{os.sep}"
        return text.replace(templates, _TEMPLATE).replace(f"{self.root}{os.sep}", "").replace(str(self.root), ".")
