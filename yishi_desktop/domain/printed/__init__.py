"""What papers print: every value under its name, a module for each kind of paper."""
