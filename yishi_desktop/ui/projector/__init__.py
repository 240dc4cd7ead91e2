"""The second window, for everybody in the room."""
