"""The deal as a graph of declared facts that answers questions in legal words. Knows no law."""
