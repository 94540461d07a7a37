"""A wheel with compiled modules, from the same source: the build hook behind ``HATCH_BUILD_HOOK_ENABLE_CUSTOM=true``.

Off unless that switch is set, so that an install needs no compiler. mypyc turns the modules of ``COMPILED`` into extension modules
that stand beside their sources in the wheel; Python loads the extension where both are there. Nothing in the source knows of it.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = (
    "base/facts.py",
    "base/kleene.py",
    "base/places.py",
    "base/things.py",
    "base/trees.py",
    "base/values.py",
    "logic",
    "graph",
    "judgment",
)
"""What is compiled: modules, and all modules of folders."""
AS_THEY_ARE = ("logic/syntax.py", "graph/derive/cash.py")
"""Modules that stay in Python: one walks Python's own syntax trees, and the compiler itself stops at the other."""


def modules(root: Path) -> list[str]:
    """Return the modules to compile, as paths from the root of the tree."""
    package = root / "legalmodel"
    found = [
        file
        for part in COMPILED
        for file in ([package / part] if part.endswith(".py") else sorted((package / part).rglob("*.py")))
    ]
    left = {package / part for part in AS_THEY_ARE}
    return [str(file.relative_to(root)) for file in found if file not in left and file.name != "__init__.py"]


class CompileHook(BuildHookInterface[Any]):
    """Compiles before the wheel is put together."""

    PLUGIN_NAME = "custom"
    room: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in a folder of its own, and lay what was made into the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        from mypyc.build import mypycify
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext

        self.room = room = Path(mkdtemp(prefix="legalmodel-compiled-"))

        class BuildInThreads(build_ext):
            """Compiles the files of an extension two at a time: nearly all of them belong to one."""

            def build_extensions(self) -> None:
                compile = self.compiler.compile

                def in_threads(sources: list[str], **options: Any) -> list[str]:
                    with ThreadPoolExecutor(2) as pool:
                        return list(chain.from_iterable(pool.map(lambda source: compile([source], **options), sources)))

                self.compiler.compile = in_threads
                super().build_extensions()

        made = mypycify(modules(Path(self.root)), opt_level="3", multi_file=True, target_dir=str(room / "c"))
        command = BuildInThreads(Distribution({"name": "legalmodel", "ext_modules": made}))
        command.build_lib, command.build_temp, command.parallel = str(room / "lib"), str(room / "o"), 1
        command.finalize_options()
        command.run()
        for file in sorted((room / "lib").rglob("*.so")):
            build_data["force_include"][str(file)] = str(file.relative_to(room / "lib"))
        build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, *_: Any) -> None:
        """Take the folder away once the wheel holds what was made in it."""
        if self.room:
            rmtree(self.room)
