"""User actions: load, compute, store, and say what changed."""
