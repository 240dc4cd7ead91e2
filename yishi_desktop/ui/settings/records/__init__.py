"""Where the records are kept, and everything that comes in or goes out."""
