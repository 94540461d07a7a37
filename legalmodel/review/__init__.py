"""What people say of a judgment: the checklist that comes back, the log beside the deal, who signed for what.

It stands above judgment and law, of which signatures carry the digests, and below the report, which prints the head of the log.
"""
