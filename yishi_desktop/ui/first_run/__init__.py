"""The first minute: which village, who lives there."""
