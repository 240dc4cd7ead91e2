"""Papers: made, worded as the village wants, let out, and known again by their code."""
