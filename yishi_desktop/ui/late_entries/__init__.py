"""补录: matters dealt with on paper, typed in afterwards."""
