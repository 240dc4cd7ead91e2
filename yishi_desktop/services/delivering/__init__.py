"""From the village to the township and back: the ledger's workbook, the outbox, what was sent back."""
