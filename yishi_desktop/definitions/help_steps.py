"""Help that is written by the procedure itself: what a step demands, and what the documents demand of it."""

from collections.abc import Iterable, Iterator

from yishi_desktop.definitions.help_pages import HelpBlock, HelpPage
from yishi_desktop.definitions.obligations import Obligation, step_shown
from yishi_desktop.domain.procedure import Check, Procedure, Step
from yishi_desktop.domain.registry import FACTS

THROUGHOUT = "每一步都要注意的"


def step_blocks(procedure: Procedure, step: Step, obligations: Iterable[Obligation]) -> list[HelpBlock]:
    """One step: what it is for, what to fill in, what must be so, its papers, and the clauses behind it."""
    blocks = [HelpBlock("text", f"{step.help}（{step.source} {step.clause}）" if step.clause else step.help)]
    demanded = [path for section in step.sections for path in section.facts]
    if demanded:
        labels = "、".join(dict.fromkeys(FACTS[path].label for path in demanded))
        blocks.append(HelpBlock("item", f"要填：{labels}。"))
    blocks += [HelpBlock("item", words) for words in _rules(procedure, step)]
    return blocks + obligation_blocks(procedure, step, obligations)


def _rules(procedure: Procedure, step: Step) -> Iterator[str]:
    shared = [check for check in procedure.checks if procedure.step_of(check.fact) == step]
    for check in (*step.checks, *shared):
        yield _rule(check)
    for due in (*step.dues, *(due for due in procedure.dues if procedure.step_of(due.fact) == step)):
        yield f"期限：{due.title}（{due.clause}）" if due.clause else f"期限：{due.title}"


def _rule(check: Check) -> str:
    kind = "会拦住" if check.blocks else "会提醒"
    return f"{kind}：{_plain(check.message)}" + (f"（{check.clause}）" if check.clause else "")


def _plain(message: str) -> str:
    """A finding's sentence with … where the numbers of a matter will stand."""
    text, depth = "", 0
    for char in message:
        depth += (char == "{") - (char == "}")
        text += "…" if char == "}" else "" if depth else char
    return text


def obligation_blocks(
    procedure: Procedure, step: Step | None, obligations: Iterable[Obligation]
) -> list[HelpBlock]:
    """What the documents demand of a step; of the whole, for `None`."""
    return [
        HelpBlock("item", f"条文：{obligation.text}（{by.clause}）")
        for obligation in obligations
        for by in obligation.by
        if by.procedure == procedure.id and step_shown(by.shows, procedure) == step
    ]


def procedure_page(procedure: Procedure, obligations: Iterable[Obligation]) -> HelpPage:
    """A whole document, step by step, with every obligation at the step where it shows."""
    known = tuple(obligations)
    blocks = [HelpBlock("text", f"依据：{procedure.source}。{procedure.summary}")]
    for number, step in enumerate(procedure.steps, 1):
        blocks.append(HelpBlock("heading", f"第{number}步 {step.title}"))
        blocks += step_blocks(procedure, step, known)
    if throughout := obligation_blocks(procedure, None, known):
        blocks += [HelpBlock("heading", THROUGHOUT), *throughout]
    return HelpPage(f"procedure-{procedure.id}", procedure.name, tuple(blocks))
