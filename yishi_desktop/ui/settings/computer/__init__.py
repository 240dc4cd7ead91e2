"""This computer: type size, password, the township's desk."""
