"""The kinds of part a page of a step is made of."""
