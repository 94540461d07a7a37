"""Many deals as one network: who is who, who does what for whom, how concentrated that is, and what hangs on one party."""
