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
    replies: bool = False
    """Whether it is the township's reply to a matter passed up to it; then nothing is asked of the village."""

    @property
    def is_answered(self) -> bool:
        """Whether the village has said something, or nothing was asked."""
        return bool(self.answer) or self.replies

    @property
    def head(self) -> str:
        """What it is, in words."""
        return "乡镇答复" if self.replies else "乡镇退回"
