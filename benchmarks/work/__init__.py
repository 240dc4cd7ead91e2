"""The work measured, a module for each row of the table: what we do, what others do, and the floor."""
