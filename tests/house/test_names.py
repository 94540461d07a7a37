"""A name of a class means one thing throughout the package."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "legalmodel"
TOLD_APART = {
    "Failing": ["graph/derive/failing", "judgment/roles"],
    "Result": ["judgment/result", "results"],
}
"""``results.Result`` is what a reader of the documentation gets; within, a result is that of one rule. A failing party is one fact as it
is derived, concluded on and shown.
"""


def test_no_two_classes_share_a_name() -> None:
    where: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and "methods" not in path.parts:  # a room of its own, beside the flow
                where.setdefault(node.name, []).append(path.relative_to(PACKAGE).with_suffix("").as_posix())
    assert len(where) > 200
    assert {name: files for name, files in where.items() if len(files) > 1} == TOLD_APART
