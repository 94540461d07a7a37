"""What a judgment says to people, before it is laid out: one document, of which screen, explanation, page and JSON are formats."""
