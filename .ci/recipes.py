#!/usr/bin/env python3
"""Follow the recipes of CONTRIBUTING.md to the letter, each in a fresh copy of the tree, and count the files they touch.

A recipe with blocks of code: each block is written into the file that its first line names (or put in after a line of it), the
commands are run, and the files that differ are counted: by hand, and those that the commands made. Both must be what the
recipe says. ``.ci/recipes.py VIEW`` follows those whose name contains a word.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"# (\S+?)(?:, after: (.+))?\n")
MAY_BE_MADE = "legalmodel/law/"
"""Ready law is made anew with the vocabulary, where its form asks for it."""


class Recipe(NamedTuple):
    """A recipe: blocks to write (file, line to put it after or "", text), commands, and the counts it states."""

    name: str
    blocks: tuple[tuple[str, str, str], ...]
    commands: tuple[str, ...]
    by_hand: int
    made: frozenset[str]


def recipes(page: str) -> list[Recipe]:
    """Return the recipes of a page that have blocks of code."""
    part = page.partition("\n## How to add\n")[2].partition("\n## ")[0]
    found = []
    for text in re.split(r"\n(?=\*\*[^*\n]+\*\*)", part):
        blocks, commands = [], []
        for kind, body in _BLOCK.findall(text):
            if kind == "sh":
                commands += body.splitlines()
            elif target := _TARGET.match(body):
                blocks.append((target[1], target[2] or "", body[target.end() :]))
        if blocks:
            counts = re.search(r"By hand: (\d+) files?\. Made: (.*)\.$", text, re.MULTILINE)
            if counts is None:
                sys.exit(f"the recipe does not say what it touches: {text[:60]}")
            name = re.match(r"\s*\*\*(.+?)\*\*", text)
            made = frozenset(re.findall(r"`(.+?)`", counts[2]))
            found.append(Recipe(name[1].rstrip(".") if name else "?", tuple(blocks), tuple(commands), int(counts[1]), made))
    return found


def copy_of_tree(folder: Path) -> None:
    """Copy what is tracked, or would be, and commit it, so that what changes can be seen."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
            (folder / name).chmod((ROOT / name).stat().st_mode)
    git = ["git", "-c", "user.name=recipes", "-c", "user.email=recipes@localhost", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q", "."], ["add", "-A"], ["commit", "-qm", "as it is"]):
        subprocess.run([*git, *command], cwd=folder, check=True)


def write_block(folder: Path, name: str, after: str, body: str) -> None:
    """Write a block as a new file, or put it in after the first line that holds some words."""
    file = folder / name
    if not after:
        if file.exists():
            sys.exit(f"{name} is there already")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, "utf-8")
        return
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines, 1) if after in line), 0)
    if not at:
        sys.exit(f"{name} has no line with '{after}'")
    file.write_text("".join((*lines[:at], body, *lines[at:])), "utf-8")


def run(folder: Path, command: str) -> None:
    """Run one command of a recipe with this Python, on the copy."""
    words = command.split()
    if words[0] == "legalmodel":  # the one that is installed is of this tree, not of the copy
        words = [sys.executable, "-m", *words]
    # as in an environment that is active: the scripts themselves are started, so that one that cannot be is found here
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    env = os.environ | {"PATH": path, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"'{command}' failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def follow(recipe: Recipe) -> list[str]:
    """Follow one recipe and return what is wrong with its counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_of_tree(folder)
        for block in recipe.blocks:
            write_block(folder, *block)
        hand = changed(folder)
        for command in recipe.commands:
            run(folder, command)
        made = changed(folder) - hand
    rooms = {room_of(file) for file in made}
    wrong = []
    if len(hand) != recipe.by_hand:
        wrong.append(f"by hand {len(hand)} files, not {recipe.by_hand}: {', '.join(sorted(hand))}")
    if rooms - {MAY_BE_MADE} != recipe.made - {MAY_BE_MADE}:
        wrong.append(f"made in {', '.join(sorted(rooms)) or 'nothing'}, not {', '.join(sorted(recipe.made)) or 'nothing'}")
    print(f"{recipe.name}: by hand {len(hand)}, made {len(made)} ({', '.join(sorted(rooms)) or 'nothing'})", flush=True)
    return wrong


def changed(folder: Path) -> set[str]:
    """Return the files that differ from the copy as it was."""
    told = subprocess.run(
        ["git", "status", "--porcelain", "-uall", "-z"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    return {entry[3:] for entry in told.split("\0") if entry}


def room_of(file: str) -> str:
    """Return the folder that a file which was made is told under."""
    return next((room for room in ("legalmodel/law/",) if file.startswith(room)), file.partition("/")[0] + "/")


def main() -> int:
    """Follow the recipes wanted; exit 1 if one is wrong."""
    wanted = [word.lower() for word in sys.argv[1:]]
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    chosen = [r for r in recipes(page) if not wanted or any(word in r.name.lower() for word in wanted)]
    start = perf_counter()
    wrong = [f"{recipe.name}: {fault}" for recipe in chosen for fault in follow(recipe)]
    print("\n".join([*wrong, f"{len(chosen)} recipes in {perf_counter() - start:.0f} s, {len(wrong)} wrong"]))
    return 1 if wrong or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
