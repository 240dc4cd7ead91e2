"""Which papers of a matter: all of them, those of one session, or those of one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise, short_date
from yishi_desktop.services.printing.papers import Paper


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of papers under its name."""

    name: str
    papers: tuple[Paper, ...]


def scopes(situation: Situation, papers: Sequence[Paper]) -> list[Scope]:
    """Everything, then session by session where there are several, then step by step in the order of the procedure."""
    found = [Scope("全部材料", tuple(papers))]
    if len(situation.case.sessions) > 1:
        of_session = {step.id for step in situation.procedure.steps if step.of_session}
        for index, session in enumerate(situation.case.sessions):
            day = f"（{short_date(session.held_on)}）" if session.held_on else ""
            chosen = tuple(p for p in papers if p.session_index == index and p.step in of_session)
            found.append(Scope(f"第{index + 1}次协商{day}的材料", chosen))
    for step in situation.procedure.steps:
        chosen = tuple(paper for paper in papers if paper.form in step.papers)
        found.append(Scope(f"这一步：{localise(step.title, situation.organisation.kind)}", chosen))
    return [scope for scope in found if scope.papers]
