"""Many deals: a folder checked as one book, one row a deal; a file that cannot be used is a row too, never lost."""
