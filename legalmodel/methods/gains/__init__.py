"""When it pays to securitise: the inputs, what selling brings, where that turns, and the tables and plots that tell it."""
