"""A book of deals as a static site: the public part of each deal, its parties, the rules, and a search that works from a file share."""
