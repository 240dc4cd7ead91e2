"""The township's desk: ledgers taken in, villages expected, remarks, and what is made of them all."""
