"""docs/rules.md: every rule, condition and count of days a procedure may name, one line each, from their docstrings."""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator

from yishi_desktop.definitions.generated import deliver
from yishi_desktop.domain.checks import CHECKS, general
from yishi_desktop.domain.checks.registration import RegisteredCheck
from yishi_desktop.domain.conditions import CONDITIONS
from yishi_desktop.domain.due_dates import DUE_RULES

PAGE = "rules.md"
_INTRODUCTION = """# Rules a procedure may name

Generated from the program: `python3 -m yishi_desktop.definitions.rule_page --update`.

`args` of a check gives every name under “takes”: a number (`days`, `least` …) as the id of a `[[number]]` or a plain
whole number, anything else as the path of a fact; `answer` is the code of an answer in `domain/choices.py`.
`message` may use the words in braces.
"""
_GENERAL = """## Checks that are told what to compare

```toml
[[step.check]]
id      = "told-in-time"
fact    = "invitation.sent_on"
rule    = "days_ahead"
args    = { this = "invitation.sent_on", that = "session.held_on", days = "notice_days" }
clause  = "三"
message = "{this_day}通知，{that_day}开会，只提前了{between}日，文件要求提前{days}日。"
```
"""


def rules_page() -> str:
    """The whole page, as Markdown."""
    told = {name: rule for name, rule in CHECKS.items() if inspect.getmodule(rule.function) is general}
    others = {name: rule for name, rule in CHECKS.items() if name not in told}
    lines = [
        _INTRODUCTION,
        _GENERAL,
        *_checks(told),
        "\n## Checks with a subject of their own\n",
        *_checks(others),
        "\n## Conditions, for `when`\n",
        *_table(
            ("condition", "holds when"), ((f"`{n}`", _meaning(f)) for n, f in sorted(CONDITIONS.items()))
        ),
        "\n## Counts of days, for `[[step.due]]`\n",
        *_table(("rule", "takes", "the day"), (_due(name) for name in sorted(DUE_RULES))),
    ]
    return "\n".join(lines) + "\n"


def _checks(rules: dict[str, RegisteredCheck]) -> Iterator[str]:
    rows = (
        (
            f"`{name}`",
            _names(rule.takes),
            " ".join(f"{{{slot}}}" for slot in rule.gives),
            _meaning(rule.function),
        )
        for name, rule in sorted(rules.items())
    )
    return _table(("rule", "takes", "message", "holds when"), rows)


def _due(name: str) -> tuple[str, ...]:
    function = DUE_RULES[name]
    return f"`{name}`", _names(list(inspect.signature(function).parameters)[2:]), _meaning(function)


def _names(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


def _meaning(function: Callable[..., object]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


if __name__ == "__main__":  # pragma: no cover
    deliver(PAGE, rules_page(), sys.argv)
