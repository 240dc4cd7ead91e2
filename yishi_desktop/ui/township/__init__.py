"""The township's desk: ledgers of many villages taken in, looked at, answered."""
