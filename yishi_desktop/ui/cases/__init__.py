"""All matters: the list, its filters, and search."""
