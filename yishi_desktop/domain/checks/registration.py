"""How a check function becomes known by its name."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Broken = Mapping[str, object]
Rule = Callable[..., Broken | None]


@dataclass(frozen=True, slots=True)
class RegisteredCheck:
    """A check function with what it takes and what its message may say."""

    function: Rule
    numbers: frozenset[str]
    facts: frozenset[str]
    gives: frozenset[str]


CHECKS: dict[str, RegisteredCheck] = {}


def check(*gives: str) -> Callable[[Rule], Rule]:
    """Make a check known by its name; `gives` names the values its message may use."""

    def register(function: Rule) -> Rule:
        parameters = list(inspect.signature(function).parameters.values())[1:]
        CHECKS[function.__name__] = RegisteredCheck(
            function,
            frozenset(p.name for p in parameters if p.annotation is int),
            frozenset(p.name for p in parameters if p.annotation is str),
            frozenset(gives),
        )
        return function

    return register
