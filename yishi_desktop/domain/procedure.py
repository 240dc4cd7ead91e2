"""A procedure as data: these dataclasses are the whole format of resources/procedures/*.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from yishi_desktop.domain.choices import VoteBase
from yishi_desktop.domain.voting import Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number the documents set or a county may change, with the clause that set it.

    `adjustable` numbers may be set by the county, though never below `least` (what a clause demands may be made
    stricter, not weaker) nor above `most` (0 for no bound). `set_by` says in words who did, empty for the documents'.
    """

    id: str
    label: str
    value: int
    clause: str
    unit: str = ""
    source: str = ""
    adjustable: bool = False
    least: int = 0
    most: int = 0
    set_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule:
    """How much agreement it takes, and on which base: `present` or `cast` (see `choices.VoteBase`)."""

    num: int
    den: int
    strict: bool
    base: VoteBase
    clause: str
    source: str = ""

    @property
    def threshold(self) -> Threshold:
        """The share as a threshold."""
        return Threshold(self.num, self.den, self.strict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """One line of 六必议 or 五不议: `text` word for word, `short` for lists and the ledger.

    `other_reading` says what stands against keeping a topic out by it, with its clause; shown as soon as it is hit.
    """

    id: str
    short: str
    text: str
    clause: str
    advice: str = ""
    other_reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRule:
    """A meeting that decides by law: who must come and who must agree, in whole numbers.

    `id` is a `choices.DecidingBody`. Where villages and communities differ there is one rule for each, told apart by
    `kind` (an `OrganisationKind`; empty for both). `decision_of` is the base of the decision: those `present`, or all
    `members`. Without a `quorum` the law sets none. `notice_days` is 0 where the law leaves it to the province.
    """

    id: str
    clause: str
    source: str
    decision: Threshold
    decision_of: Literal["present", "members"]
    quorum: Threshold | None = None
    notice_days: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRule:
    """A matter that a meeting must decide: `id` is a `choices.StatutoryMatter`, `bodies` those that may decide it."""

    id: str
    bodies: tuple[str, ...]
    clause: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """The article of the 居民委员会组织法 that says for a community what another says for a village."""

    clause: str
    becomes: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A registered condition by name; `negate` turns it round."""

    rule: str
    negate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A demand: which rule, with which numbers, from which clause, and what to say when it does not hold.

    `fact` is where the finding is shown. `args` are whole numbers or names of the procedure's numbers. `message` may
    use the values the rule gives, in braces. A check that `blocks` stops the step by a clause; one that does not may
    be passed over with an explanation. One that is our `own` stands on no clause and says so in its place: it never
    blocks, but the step waits until it is met or explained.
    """

    id: str
    rule: str
    fact: str
    clause: str
    message: str
    args: Mapping[str, int | str] = field(default_factory=dict)
    when: Condition | None = None
    blocks: bool = True
    own: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A date that follows from the facts: `rule` counts it, `done` is the fact that settles it."""

    id: str
    rule: str
    title: str
    clause: str
    fact: str
    done: str = ""
    args: Mapping[str, int | str] = field(default_factory=dict)
    when: Condition | None = None
    source: str = ""


Watching = TypeVar("Watching", Check, Due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a step's page. `kind` names what shows it; `facts` are demanded, `optional` only offered."""

    kind: str
    title: str = ""
    help: str = ""
    facts: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)  # without slots: what is worked out from it is kept
class Step:
    """One step: a page of sections, its checks and due dates, and the papers that arise at it.

    A step that stands `aside` is not on the ordinary way (a meeting called off, an early end): it may be opened at
    any time and is asked for only when its condition holds. One marked `after_end` is still asked of a matter that
    has been ended. `named_by` says in words who gave it its title, empty for the document itself.
    """

    id: str
    title: str
    clause: str
    help: str = ""
    stage: str = ""
    of_session: bool = False
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
    dues: tuple[Due, ...] = ()
    papers: tuple[str, ...] = ()
    when: Condition | None = None
    aside: bool = False
    after_end: bool = False
    source: str = ""
    named_by: str = ""

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Every fact on the page, demanded or offered."""
        return tuple(path for section in self.sections for path in (*section.facts, *section.optional))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A chapter of the procedure, as the document counts them: 五（三）组织开展协商议事."""

    id: str
    title: str
    clause: str
    summary: str = ""


@dataclass(frozen=True, kw_only=True)  # without slots: what is worked out from it is kept
class Procedure:
    """A whole procedure, its base law already folded in.

    One that is itself a `base` is offered to nobody; those that extend it get its numbers, its checks, and the steps
    for which they have none of their own.
    """

    id: str
    name: str
    source: str
    summary: str = ""
    region: str = ""
    level: str = "village"
    extends: str = ""
    base: bool = False
    vote: VoteRule | None = None
    numbers: tuple[Number, ...] = ()
    must: tuple[RuleItem, ...] = ()
    exclusions: tuple[RuleItem, ...] = ()
    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    dues: tuple[Due, ...] = ()
    bodies: tuple[BodyRule, ...] = ()
    matters: tuple[MatterRule, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()

    def number(self, name: str) -> int:
        """The value of a number by its name; `KeyError` when the procedure has none of that name."""
        return self._values[name]

    def step(self, step_id: str) -> Step:
        """The step of that name; `KeyError` when there is none."""
        return self._steps_by_id[step_id]

    def reference(self, source: str, clause: str, *, community: bool) -> tuple[str, str]:
        """Document and article as they bind a village, or a community, which goes by the 居民委员会组织法."""
        if community and "村民委员会组织法" in source:
            for pair in self.counterparts:
                if clause.startswith(pair.clause):
                    return pair.source, pair.becomes + clause.removeprefix(pair.clause)
        return source, clause

    def step_of(self, path: str) -> Step | None:
        """The step on whose page a fact is asked, if any; the first one where several ask it."""
        return self._first_asked.get(path)

    def own_facts(self, step: Step) -> tuple[str, ...]:
        """The facts of a step, less those an earlier step has asked for."""
        return self._own_facts[step.id]

    def base_checks(self, step: Step) -> tuple[Check, ...]:
        """The checks of the base law that watch a fact first asked at this step."""
        return self._base_checks.get(step.id, ())

    def base_dues(self, step: Step) -> tuple[Due, ...]:
        """The due dates of the base law that count from a fact first asked at this step."""
        return self._base_dues.get(step.id, ())

    @cached_property
    def _values(self) -> Mapping[str, int]:
        return {number.id: number.value for number in self.numbers}

    @cached_property
    def _steps_by_id(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _first_asked(self) -> Mapping[str, Step]:
        return {path: step for step in reversed(self.steps) for path in step.facts}

    @cached_property
    def _own_facts(self) -> Mapping[str, tuple[str, ...]]:
        asked = self._first_asked
        return {step.id: tuple(path for path in step.facts if asked[path] is step) for step in self.steps}

    @cached_property
    def _base_checks(self) -> Mapping[str, tuple[Check, ...]]:
        return self._by_step(self.checks)

    @cached_property
    def _base_dues(self) -> Mapping[str, tuple[Due, ...]]:
        return self._by_step(self.dues)

    def _by_step(self, watching: Iterable[Watching]) -> dict[str, tuple[Watching, ...]]:
        """Checks or due dates by the step that first asks the fact they watch."""
        found: dict[str, list[Watching]] = {}
        for one in watching:
            first = self.step_of(one.fact)
            if first is not None:
                found.setdefault(first.id, []).append(one)
        return {step_id: tuple(ones) for step_id, ones in found.items()}
