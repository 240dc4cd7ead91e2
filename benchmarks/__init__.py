"""How fast the program is beside what a user would pick instead, and beside what the machine can do at best."""
