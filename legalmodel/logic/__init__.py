"""The rule language: Python's expression syntax, restricted, with three truth values. Knows no law and no deal."""
