"""The editor that ships is what its recipe makes, byte for byte, and brings the licences of all that is in it."""

import json
import subprocess
from pathlib import Path

from conftest import ROOT

STATIC = ROOT / "legalmodel" / "web" / "static"
HERE = Path(__file__).parent / "editor"


def test_the_editor_is_built_from_its_recipe(tmp_path: Path) -> None:
    made = tmp_path / "codemirror.js"
    subprocess.run(["bash", str(HERE / "build.sh"), str(made)], check=True)
    assert made.read_bytes() == (STATIC / "codemirror.js").read_bytes()


def test_every_package_in_it_has_its_licence() -> None:
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    names = [
        name.removeprefix("node_modules/") for name in locked if name.startswith("node_modules/") and "esbuild" not in name
    ]
    told = (STATIC / "codemirror-licences.txt").read_text()
    left_out = {"codemirror"}  # a package of its own that only names the others, and is not used
    assert [name for name in names if f"\n{name} " not in told and name not in left_out] == []
    assert "Permission is hereby granted" in told


def test_nothing_that_ships_leads_elsewhere() -> None:
    for file in STATIC.iterdir():
        if file.suffix in (".js", ".css"):
            text = file.read_text(encoding="utf-8")
            assert "//cdn" not in text
            assert "@import" not in text
            assert "sourceMappingURL" not in text
            assert "eval(" not in text.replace("interval(", "")
