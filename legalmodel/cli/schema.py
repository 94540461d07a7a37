"""``legalmodel schema``: print a published JSON Schema."""

from argparse import Namespace

from legalmodel.base.resources import shipped


def run(options: Namespace) -> int:
    """Print the schema of deal files, law files or results."""
    print((shipped("schemas") / f"{options.which}.schema.json").read_text(encoding="utf-8"), end="")
    return 0
