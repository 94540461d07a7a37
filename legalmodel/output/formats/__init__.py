"""One file per format; none knows another."""
