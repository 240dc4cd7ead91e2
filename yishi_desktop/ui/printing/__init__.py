"""Previewing, printing and saving papers."""
