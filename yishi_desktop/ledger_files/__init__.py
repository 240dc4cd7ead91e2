"""The annual ledger as an Excel workbook."""
