"""The annual ledger: shown, exported, printed."""
