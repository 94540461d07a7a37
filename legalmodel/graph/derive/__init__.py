"""Derived relations, one a file. They do not import each other: what one needs of another is handed in as a callable.

Every answer is made twice: on what surely holds and on what may hold. True if the first says so, False if the second
does not, else unknown with the facts in which the two differ.
"""
