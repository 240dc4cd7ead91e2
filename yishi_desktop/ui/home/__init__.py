"""The home screen: what to do next, what falls due, how often this year."""
