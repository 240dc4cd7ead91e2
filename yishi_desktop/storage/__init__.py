"""The one SQLite file, its backups, and every file written safely."""
