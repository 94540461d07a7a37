"""Law as data: one folder for each legal system, one file for each instrument, and the loader that compiles them."""
