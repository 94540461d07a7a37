"""The smallest sets of changes that turn failing findings into passes and break nothing: proposed by the conditions, judged by the engine.

``levers.yaml`` says what the parties can still bring about, ``realise.py`` how a change is made in a plan and in a deal that is closed,
``search.py`` finds the smallest sets and has each judged whole.
"""
