"""What follows if parties fail: whose estate holds what, which acts may be set aside, what money, support and work is lost, who bears it.

``harm.py`` holds the form of a consequence and how harm is ranked; ``what_follows.py`` puts the chain together; one file gathers each part of it:
property, acts, cash, support, work. Nothing is predicted: the graph and the law are asked about the deal in which the parties have failed.
"""
