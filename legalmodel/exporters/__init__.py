"""Other formats, out: what a deal, or the law, says in the words of registers, regulators and other tools."""
