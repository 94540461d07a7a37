"""The risks of a deal: a catalogue as data, each risk shown by findings and facts; what people say of them; and what investors know."""
