"""The recipes of CONTRIBUTING.md can be read by the script that follows them; those that ask for one place name one file."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci"))
import recipes  # type: ignore[import-not-found,unused-ignore]  # a script beside the package

sys.path.pop(0)

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FOUND = {recipe.name: recipe for recipe in recipes.recipes(PAGE)}
ONE_PLACE = ("A system", "A role", "A question of the graph", "A view", "A format", "An analysis")


def test_recipes_are_found() -> None:
    assert {*ONE_PLACE, "A section of the deal file"} <= {*FOUND}
    assert "\n.ci/recipes.py" in (ROOT / ".ci" / "run").read_text("utf-8").replace(".venv/bin/python .ci", ".ci")


@pytest.mark.parametrize("name", ONE_PLACE)
def test_one_place_by_hand(name: str) -> None:
    recipe = FOUND[name]
    assert len({file for file, _, _ in recipe.blocks}) == recipe.by_hand == 1


@pytest.mark.parametrize("recipe", FOUND.values(), ids=list(FOUND))
def test_blocks_have_their_places(recipe: "recipes.Recipe") -> None:
    assert recipe.commands
    for file, after, body in recipe.blocks:
        assert body.strip()
        if after:
            assert any(after in line for line in (ROOT / file).read_text("utf-8").splitlines())
        else:
            assert not (ROOT / file).exists()


def test_a_recipe_that_says_nothing_of_files_is_refused() -> None:
    with pytest.raises(SystemExit, match="does not say what it touches"):
        recipes.recipes("\n## How to add\n\n**A thing.** So.\n\n```python\n# x.py\npass\n```\n")


def test_a_wrong_count_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    block = ("notes/x.txt", "", "x\n")
    recipe = recipes.Recipe("A thing", (block, ("README.md", "# legalmodel", "y\n")), (), 1, frozenset({"docs/"}))

    def small(folder: Path) -> None:
        (folder / "README.md").write_text("# legalmodel\n", "utf-8")
        for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"]):
            recipes.subprocess.run(["git", *command], cwd=folder, check=True)

    monkeypatch.setattr(recipes, "copy_of_tree", small)
    wrong = recipes.follow(recipe)
    assert wrong == ["by hand 2 files, not 1: README.md, notes/x.txt", "made in nothing, not docs/"]
