"""Reads procedures and forms from TOML and refuses what it does not know."""
