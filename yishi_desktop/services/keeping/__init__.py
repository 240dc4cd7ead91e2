"""Nothing lost, nothing open: backups, seals, the hand-over, locks."""
