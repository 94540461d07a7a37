"""legalmodel: the legal structure of securitisations, checked against law and drawn.

``from legalmodel import check, draw, compare``: the names of ``legalmodel.api`` are here too, loaded when they are first used.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return a name of the public API (PEP 562); what is no such name is missing as ever."""
    if not name.startswith("_"):
        from importlib import import_module

        api = import_module("legalmodel.api")
        if name in api.__all__:
            return getattr(api, name)
    if name == "__all__":
        from importlib import import_module

        return import_module("legalmodel.api").__all__
    raise AttributeError(f"module 'legalmodel' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return what is here, the names of the public API among it."""
    from importlib import import_module

    return sorted({*globals(), *import_module("legalmodel.api").__all__})
