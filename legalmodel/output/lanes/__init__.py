"""Lanes: how a banker draws a deal. Sellers left, vehicles in the middle, classes and their holders right, support above, services below.

Each file is one phase, a pure function on whole points: recast (a box for each capacity), plan (columns and rows), order, paths
(which channels a line takes), ports, tracks, place, pages.
"""
