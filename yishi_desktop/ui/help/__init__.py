"""F1: help about the page that is open."""
