"""What the village says of itself, and the rules it works by."""
