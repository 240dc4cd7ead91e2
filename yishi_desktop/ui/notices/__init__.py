"""Postings on the notice board: since when, until when, and what is due."""
