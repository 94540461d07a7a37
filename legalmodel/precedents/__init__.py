"""Decided cases: what courts have settled, what has gone one way so far, and what is open, for the facts of a deal.

Cases are data (``law/<system>/cases/``), factors too (``doctrines/``). ``situation`` finds the factors in a deal, ``force`` asks
whether a case constrains them, ``answer`` says what follows, ``argue`` what each side would say.
"""
