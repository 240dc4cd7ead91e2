"""The ledger: which rows a period has, which columns, what stands in each, and what the year sums up to."""
