"""legalmodel: the legal structure of securitisations, checked against law and drawn."""

__version__ = "0.1.0"
