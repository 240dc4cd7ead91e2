"""Files from elsewhere: one door, and a process of their own behind it."""
