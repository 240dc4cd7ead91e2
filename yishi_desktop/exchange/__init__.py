"""What goes out to other programs: days for the telephone. Packages for the township will live here too."""
