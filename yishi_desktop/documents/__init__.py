"""One page model, one layout, two writers: Word and PDF."""
