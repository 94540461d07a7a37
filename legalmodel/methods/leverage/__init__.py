"""Leverage by securitisation: the recycling machine replayed, the multiple of the law by day, and an account held against figures."""
