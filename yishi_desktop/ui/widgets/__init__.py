"""The parts every screen is built from."""
