"""What a user action changed, so that every view knows whether to read again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """The kinds of record an action touched (`case`, `person`, `organisation`, `settings`) and their ids."""

    kinds: frozenset[str]
    ids: frozenset[str] = frozenset()

    @classmethod
    def one(cls, kind: str, record_id: str) -> "Changed":
        """A single record of one kind."""
        return cls(frozenset({kind}), frozenset({record_id}))

    def touches(self, *kinds: str) -> bool:
        """Whether any record of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)
