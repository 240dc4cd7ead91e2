"""Photos and scans of a step: dropped in, looked at, turned, named."""
