"""A page on this machine: one deal, checked anew at each reload."""
