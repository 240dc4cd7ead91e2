"""The manual, and about the program."""
