"""常用语: the ready sentences of a field, the village's own in place of those that ship, and the way back."""

from collections.abc import Iterable, Mapping
from functools import cache

from yishi_desktop.definitions.phrases import load_phrases
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.prose import prose_at
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office

PHRASES = "phrases"
MOST_SENTENCES, LONGEST_SENTENCE = 30, 200


def phrases(office: Office) -> Mapping[str, tuple[str, ...]]:
    """By fact, as this village offers them. Own ones for a fact that no longer exists are passed over."""
    own = {
        str(record.payload["fact"]): tuple(record.payload["sentences"])
        for record in office.store.records.current(PHRASES)
    }
    return {**_shipped(), **{fact: said for fact, said in own.items() if prose_at(fact)}}


@cache
def _shipped() -> Mapping[str, tuple[str, ...]]:
    return load_phrases()


def save_phrases(office: Office, fact: str, lines: Iterable[str]) -> Changed:
    """Keep the sentences of a field, one a line; empty lines and repeated ones are dropped. `UserError` for too many
    and for one too long.
    """
    about = prose_at(fact)
    if about is None:
        raise ValueError(fact)
    said = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    long = next((line for line in said if len(line) > LONGEST_SENTENCE), "")
    if len(said) > MOST_SENTENCES or long:
        raise UserError(
            f"“{long[:12]}……”太长，一句最多{LONGEST_SENTENCE}个字。" if long else f"最多{MOST_SENTENCES}句。",
            "原来的常用语没有动。",
            "请删短一些，再存。",
        )
    office.store.records.append(
        _id(fact),
        PHRASES,
        {"fact": fact, "sentences": said},
        author=office.author,
        reason=f"改“{about.label}”的常用语",
        made_at=office.stamp(),
    )
    return Changed.one(PHRASES, _id(fact))


def reset_phrases(office: Office, fact: str) -> Changed:
    """Go back to the sentences that ship; the own ones stay in the history."""
    office.withdraw(_id(fact), PHRASES, "恢复原来的常用语")
    return Changed.one(PHRASES, _id(fact))


def _id(fact: str) -> str:
    return f"{PHRASES}-{fact}"
