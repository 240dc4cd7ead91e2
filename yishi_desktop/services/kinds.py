"""Kinds of record that more than one service asks for, so that none has to load another to know their names."""

CATALOGUE = "catalogue"
LAYOUT, LAYOUT_USED = "ledger_layout", "ledger_layout_used"
RECEIPT, RETURNED = "receipt", "returned_remark"
RULE_PACK = "rule_pack"
WORDING = "wording"
