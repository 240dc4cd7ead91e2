"""How papers are worded, and what a printed page is worth."""
