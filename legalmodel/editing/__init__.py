"""What an editor asks about a deal file while it is being typed: faults, completions, hovers, places of ids, repairs, symbols.

Nothing here knows an editor or a protocol: positions are offsets in characters of the text. ``lsp/`` and the page of the workbench stand on it.
"""
