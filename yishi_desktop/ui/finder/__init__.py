"""Finding anything that was ever written, and opening it at its place."""
