"""Variants of a deal under which a condition would come out the other way: found in its tree, and only proposed; the engine judges each."""
