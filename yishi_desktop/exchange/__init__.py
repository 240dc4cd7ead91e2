"""Sending packages to the township."""
