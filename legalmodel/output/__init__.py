"""Show a judgment: as text, as JSON, as a chart. Draws results, never makes any."""
