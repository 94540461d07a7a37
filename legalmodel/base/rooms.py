"""A room that grows by files: views, formats, analyses. What is in it is found by its folder, and by what plugins in use offer."""

from importlib import import_module
from pathlib import Path
from typing import Any

from legalmodel.base import plugins
from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import Phrase, say


class Room:
    """The files of one folder, and what plugins offer under its group: ``Room(__file__, __name__, Phrase("view"), "views")``.

    ``needs``: the function by which a file is known, in a folder that holds other files too.
    """

    __slots__ = ("_folder", "_group", "_needs", "_package", "_plural", "_what")

    def __init__(self, init_file: str, package: str, what: Phrase, plural: str, needs: str = "") -> None:
        self._folder, self._package, self._what, self._plural = Path(init_file).parent, package, what, plural
        self._group, self._needs = f"legalmodel.{plural}", needs

    def own(self) -> list[str]:
        """Return the names of the files of the folder."""
        names = sorted(file.stem for file in self._folder.glob("[a-z]*.py"))
        return [name for name in names if not self._needs or hasattr(self._module(name), self._needs)]

    def _module(self, name: str) -> Any:
        return import_module(f"{self._package}.{name}")

    def names(self) -> list[str]:
        """Return the names of all that is there. Raises BadRequest if a plugin offers what the folder has."""
        offered = plugins.names(self._group)
        if twice := sorted({*offered} & {*self.own()}):
            raise BadRequest(
                say("a plugin offers the {what} '{twice}', which legalmodel has itself", what=self._what, twice=twice[0]),
                say("leave --plugin out"),
            )
        return sorted((*self.own(), *offered))

    def load(self, name: str) -> Any:
        """Return the module of a name. Raises BadRequest if there is none."""
        known = self.names()
        if name not in known:
            fix = nearest(name, known) or say("known here: {keys}", keys=", ".join(known))
            raise BadRequest(say("there is no {what} '{name}'", what=self._what, name=name), fix)
        return self._module(name) if name in self.own() else plugins.load(self._group, name)
