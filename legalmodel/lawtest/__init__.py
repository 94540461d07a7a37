"""Test the law itself: its examples, mutants of its rules, and faults that no example shows. Needs judging, so stands above it."""
