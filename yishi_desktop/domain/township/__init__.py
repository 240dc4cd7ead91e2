"""Many villages together: the union of their ledgers, what it shows, and what travels back."""
