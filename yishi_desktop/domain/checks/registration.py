"""How a check function becomes known by its name."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NewType

Broken = Mapping[str, object]
Rule = Callable[..., Broken | None]
DayFact = NewType("DayFact", str)
"""The path of a date."""
CountFact = NewType("CountFact", str)
"""The path of a whole number."""
ChoiceFact = NewType("ChoiceFact", str)
"""The path of a fact with a closed list of answers; the rule's `answer` is one of them."""
Answer = NewType("Answer", str)
"""The code of one answer, as it stands in domain/choices.py."""
KINDS: Mapping[object, str] = {str: "", DayFact: "date", CountFact: "count", ChoiceFact: "choice"}
"""What a parameter that takes a fact asks of it: its kind, empty for any."""


@dataclass(frozen=True, slots=True)
class RegisteredCheck:
    """A check function with what it takes and what its message may say.

    `facts` are the parameters that take the path of a fact, each with the kind it must have (empty for any);
    `answers` those that take an answer of the choice named beside it as `fact`.
    """

    function: Rule
    numbers: frozenset[str]
    facts: Mapping[str, str]
    answers: frozenset[str]
    gives: tuple[str, ...]

    @property
    def takes(self) -> tuple[str, ...]:
        """Its parameters as `args` has to give them, in their order."""
        return tuple(inspect.signature(self.function).parameters)[1:]


CHECKS: dict[str, RegisteredCheck] = {}


def check(*gives: str) -> Callable[[Rule], Rule]:
    """Make a check known by its name; `gives` names the values its message may use."""

    def register(function: Rule) -> Rule:
        parameters = list(inspect.signature(function).parameters.values())[1:]
        CHECKS[function.__name__] = RegisteredCheck(
            function,
            frozenset(p.name for p in parameters if p.annotation is int),
            {p.name: KINDS[p.annotation] for p in parameters if p.annotation in KINDS},
            frozenset(p.name for p in parameters if p.annotation is Answer),
            gives,
        )
        return function

    return register
