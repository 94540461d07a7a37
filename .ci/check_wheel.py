#!/usr/bin/env python3
"""Build the wheel and compare its content with what git tracks: everything needed at run time, nothing else."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PLACES = {"legalmodel/": "legalmodel/", "schemas/": "legalmodel/_data/schemas/", "templates/": "legalmodel/_data/templates/"}


def main() -> int:
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    wanted = {to + f.removeprefix(at) for f in tracked for at, to in PLACES.items() if f.startswith(at)}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, "."], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        inside = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    for name in sorted(wanted - inside):
        print(f"not in the wheel: {name}")
    for name in sorted(inside - wanted):
        print(f"in the wheel, not in git: {name}")
    print(f"{len(inside)} files in the wheel")
    return 0 if inside == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
