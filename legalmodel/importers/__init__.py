"""Importers of other formats: each a folder here that reads one format and gives a deal file, and says what it left out."""
