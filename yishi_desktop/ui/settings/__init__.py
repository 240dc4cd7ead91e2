"""Settings, backups and help."""
