"""Where people write sentences: long facts, long facts of rows, and the reasons of 五不议."""

from yishi_desktop.domain.facts import Fact, facts_of
from yishi_desktop.domain.registry import FACTS

EXCLUSION_REASON = "review.exclusions.reason"
_REASON = Fact("不予协商的理由", "text")


def prose_at(path: str) -> Fact | None:
    """The fact behind `review.opinion`, and behind `supervision.notes.remark`, a fact of each row; `None` where nobody
    writes sentences.
    """
    if path == EXCLUSION_REASON:
        return _REASON
    rows, _, name = path.rpartition(".")
    row = FACTS[rows].row if rows in FACTS else None
    found = facts_of(row).get(name) if row is not None else FACTS.get(path)
    return found if found is not None and found.kind == "text" else None
