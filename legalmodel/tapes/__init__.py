"""Loan tapes held against a deal: its criteria, limits and figures, row by row, by the language of rules."""
