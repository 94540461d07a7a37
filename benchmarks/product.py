"""A copy of the product in a folder of its own, to be measured by other law than ships, or as another environment has it installed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from inprocess import FROZEN
from measure import ROOT

WHERE = (
    "import json, legalmodel, sys; from legalmodel.base.resources import shipped;"
    " print(json.dumps([legalmodel.__path__[0], str(shipped('templates')), str(shipped('schemas'))]))"
)


class Product(NamedTuple):
    """The product as it is run: by which interpreter, and from a copy in which folder."""

    python: str
    folder: Path

    @property
    def command(self) -> list[str]:
        """Return how a command of the product begins."""
        return [self.python, "-c", "from legalmodel.__main__ import main; raise SystemExit(main())"]

    @property
    def env(self) -> dict[str, str]:
        """Return the environment in which the copy comes before what is installed."""
        return os.environ | {"PYTHONPATH": str(self.folder)}

    @property
    def law(self) -> Path:
        """Return the folder of its law."""
        return self.folder / "legalmodel" / "law"


def copied(folder: Path, python: str = sys.executable, law: Literal["shipped", "frozen"] = "shipped") -> Product:
    """Copy the product that an interpreter finds, with the law that ships or with the rules of 2026-11-25, made ready as the shipped law is.

    The interpreter may be that of an environment which holds the compiled wheel: its extension modules are copied with the rest.
    """
    found = subprocess.run(
        [python, "-c", WHERE], cwd=ROOT if python == sys.executable else "/", capture_output=True, text=True, check=True
    )
    parts = dict(zip(("legalmodel", "templates", "schemas"), map(Path, json.loads(found.stdout)), strict=True))
    shutil.rmtree(folder, ignore_errors=True)
    for name, source in parts.items():
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    product = Product(python, folder)
    if law == "frozen":
        _freeze(product)
    return product


def _freeze(product: Product) -> None:
    """Put the frozen rules in the place of the law that ships."""
    for system in [
        file for file in product.law.iterdir() if file.is_dir() and file.name != "ready" and any(file.glob("*.yaml"))
    ]:
        for file in system.rglob("*.yaml"):
            file.unlink()
    for file in FROZEN.glob("*.yaml"):
        common = "\n  system: common\n" in file.read_text("utf-8")
        shutil.copy(file, product.law / ("common" if common else "cn") / file.name)
    shutil.copytree(ROOT / ".ci", product.folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    made = [product.python, str(product.folder / ".ci" / "make_law.py")]
    subprocess.run(made, cwd=product.folder, env=product.env, check=True)
