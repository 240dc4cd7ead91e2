"""The rules and records of deliberation, in plain Python: no Qt, no SQL, no files, no clock."""
