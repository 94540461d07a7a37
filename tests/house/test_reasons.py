"""Whatever switches a check off says why, on the same line."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("legalmodel", "tests", "suites", "benchmarks", ".ci")
SWITCH = re.compile(
    r"#\s*(noqa|type: ignore|fmt: (skip|off)|isort: *skip|pragma)\b(:? ?[A-Z]+\d+(, ?[A-Z]+\d+)*)?(\[[a-z, -]+\])?"
)


def unexplained(line: str) -> bool:
    """Tell whether the last switch of a line stands without a reason of at least two words."""
    found = list(SWITCH.finditer(line))
    if not found or line.lstrip().startswith(('"', "'", "SWITCH")):
        return False
    return len(re.findall(r"\w+", line[found[-1].end() :])) < 2


def test_a_check_that_is_switched_off_says_why() -> None:
    lines = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in FOLDERS
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if unexplained(line)
    ]
    assert lines == []


def test_a_bare_switch_is_found() -> None:
    assert unexplained("x = 1  # noqa: E402")
    assert unexplained("x = 1  # type: ignore[misc]")
    assert unexplained("}  # fmt: skip")
    assert not unexplained("}  # fmt: skip  # a table: one row a line")
    assert not unexplained("x = 1  # noqa: E402 - found by the line above")
