"""What one version of a case says otherwise than the one before it, fact by fact."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.facts import Fact, is_blank
from yishi_desktop.domain.printable import text_of
from yishi_desktop.domain.registry import FACTS, group_of, read


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed. `session` counts from 0; it is `None` for what belongs to the case as a whole.

    `before` and `after` are as they would be printed, empty where nothing was recorded.
    """

    path: str
    label: str
    session: int | None
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The change in words."""
        label = self.label if self.session is None else f"第{self.session + 1}次协商的{self.label}"
        if not self.before:
            return f"填写{label}：{self.after}"
        if not self.after:
            return f"清空{label}（原来是：{self.before}）"
        if self.before == self.after:
            return f"修改{label}（{self.after}，内容有变）"
        return f"{label}：由“{self.before}”改为“{self.after}”"


def changes(before: Case | None, after: Case) -> list[Change]:
    """Every fact that differs, of the case first, then session by session; against nothing, every fact recorded."""
    old = before or Case(id=after.id, procedure=after.procedure)
    sessions = max(len(old.sessions), len(after.sessions))
    found = []
    for path, fact in FACTS.items():
        places = range(sessions) if group_of(path).of_session else [None]
        found += [change for at in places for change in _change(path, fact, old, after, at)]
    return sorted(found, key=_by_session)


def _change(path: str, fact: Fact, old: Case, new: Case, session: int | None) -> Iterator[Change]:
    before, after = _value(old, path, session), _value(new, path, session)
    if before == after or (is_blank(before) and is_blank(after)):
        return
    if path == "session.votes" and len(before) <= 1 and len(after) <= 1:
        return  # the only vote is told fact by fact
    yield Change(path, fact.label, session, text_of(fact, before), text_of(fact, after))


def _value(case: Case, path: str, session: int | None) -> Any:
    if session is None:
        return read(case, path)
    held = case.sessions[session] if session < len(case.sessions) else Session()
    return read(replace(case, sessions=(held,)), path)


def _by_session(change: Change) -> int:
    return -1 if change.session is None else change.session
