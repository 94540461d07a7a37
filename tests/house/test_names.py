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


SPOKEN = ("View", "Node", "Step", "Ways", "Sheet", "Cases", "Source", "Line", "Change", "Text")
"""Names that once meant several things, up to five."""


def test_names_that_meant_several_things_mean_one() -> None:
    """also in the room of methods, and where a name stands for a form that another word describes"""
    where: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            aliases = [t.id for t in node.targets if isinstance(t, ast.Name)] if isinstance(node, ast.Assign) else []
            for name in [node.name] if isinstance(node, ast.ClassDef) else aliases:
                where.setdefault(name, []).append(path.relative_to(PACKAGE).with_suffix("").as_posix())
    assert where["View"] == ["graph/truth"]
    assert {name: where[name] for name in SPOKEN if len(where.get(name, ())) > 1} == {}
