"""A remark of the township on a matter, and the village's answer to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the township wants done about a matter. `number` and `title` are the matter's, for where it is not known."""

    id: str
    case_id: str
    number: str = ""
    title: str = ""
    text: str
    made_on: date
    answer: str = ""
    answered_on: date | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the village has said something."""
        return bool(self.answer)
