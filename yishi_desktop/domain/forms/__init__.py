"""What a form is, how it may be reworded, and what must not leave on it."""
