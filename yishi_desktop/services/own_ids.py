"""Ids under which the program keeps records of its own: no file from elsewhere may put a matter or a remark in their place.

The village, the chain of seals and others stand under a fixed word, some with a hash or a number behind it. A file
that calls its matter `organisation` would otherwise leave a data folder that cannot be opened any more.
"""

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.office import Office

OWN_WORDS = frozenset(
    {
        "catalogue",
        "column_mapping",
        "expected_villages",
        "layout",
        "ledger_layout_used",
        "made_rule_pack",
        "mapping",
        "organisation",
        "own_template",
        "phrases",
        "printed_paper",
        "receipt",
        "rule_key",
        "rule_pack",
        "seals",
        "trusted_rule_key",
        "wording",
    }
)
"""What the fixed ids begin with, up to the first hyphen; a service that keeps a record under a new one adds it here."""


def refuse_own_id(office: Office, record_id: str, kind: str, name: str) -> None:
    """`UserError` when a record from the file `name` would stand where the program keeps something else."""
    there = office.store.records.get(record_id)
    if record_id.split("-", maxsplit=1)[0] in OWN_WORDS or (there is not None and there.shown.kind != kind):
        raise UserError(
            f"“{name}”不能用：里面的编号是程序自己留用的。",
            "没有导入任何内容。",
            "请对方用议事重新导出一份。",
        )
