"""Text with slots → runs and paragraphs, filled from a situation or left blank for the pen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from yishi_desktop.documents.model import Paragraph, Run, blank, paragraphs, text_width, tick
from yishi_desktop.domain.conditions import CONDITIONS
from yishi_desktop.domain.facts import Choice, Fact, Kind, is_blank
from yishi_desktop.domain.forms.form import BLANK, NAME, RECIPIENT, ROW, ROW_NUMBER, SLOT, Line, When, slots
from yishi_desktop.domain.printable import PEN_DATE, PEN_DATE_SHORT, Printed, known, text_of
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise

_PEN_WIDTHS: Mapping[Kind, int] = {"count": 3, "person": 5, "choice": 6, "choices": 8, "text": 13}
_PEN_WIDTH = 8
_STOP = "。"
_ENDINGS = "。；，、"
_GAP = "　　"


@dataclass(frozen=True, slots=True)
class Value:
    """What a slot stands for: its declaration, what has been recorded, the fact to mark, the text for the pen."""

    about: Fact
    recorded: Any
    fact: str = ""
    pen: str = ""


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills slots from one situation; inside a repeating row also from that row, and for one recipient."""

    situation: Situation
    recipient: str = ""
    rows: Printed | None = None
    row: object = None
    number: int = 0

    def at_row(self, rows: Printed, row: object, number: int) -> "Filler":
        """The same for one row of a repeating row; `row` is `None` where it is left empty."""
        return replace(self, rows=rows, row=row, number=number)

    def own_rows(self, rows: tuple[Any, ...], column: str) -> tuple[Any, ...]:
        """The rows whose `column` names the recipient; none on a copy with the name left open."""
        named = ((row, getattr(row, column)) for row in rows)
        return tuple(row for row, person in named if person and person.name == self.recipient)

    def applies(self, when: When | None) -> bool:
        """Whether a condition holds; none always does."""
        if when is None:
            return True
        if when.rule:
            return CONDITIONS[when.rule](self.situation) is not when.negate
        recorded = self.value(when.filled).recorded
        return (not is_blank(recorded) and recorded is not False) is not when.negate

    def words(self, text: str) -> str:
        """The form's own words, in those of a village or a community."""
        return localise(text, self.situation.organisation.kind)

    def value(self, name: str) -> Value:
        """What a slot's name stands for here."""
        if name == RECIPIENT:
            return Value(Fact("姓名", "line"), self.recipient)
        if name.startswith(ROW):
            return self._column(name.removeprefix(ROW))
        found = known(name)
        return Value(found.about, found.read(self.situation), next(iter(found.facts), ""), found.pen)

    def _fact(self, name: str) -> str:
        """The fact a slot shows, without reading it."""
        if name == RECIPIENT:
            return ""
        source = self.rows if name.startswith(ROW) else known(name)
        return next(iter(source.facts), "") if source else ""

    def _column(self, column: str) -> Value:
        if self.rows is None:
            raise KeyError(column)
        mark = next(iter(self.rows.facts), "")
        if column == ROW_NUMBER:
            return Value(Fact("序号", "count"), self.number, mark)
        recorded = None if self.row is None else getattr(self.row, column)
        return Value(self.rows.columns[column], recorded, mark)

    def text(self, value: Value) -> str:
        """A recorded value as it is printed."""
        text = text_of(value.about, value.recorded)
        return self.words(text) if value.about.kind in ("choice", "choices") else text

    def plain(self, text: str) -> str:
        """Text with its slots filled and nothing left for the pen: titles, headers, file names."""
        return SLOT.sub(
            lambda slot: "" if slot[1] == BLANK else self.text(self.value(slot[1])), self.words(text)
        )

    def mark(self, lines: tuple[Line, ...]) -> str:
        """The one fact some lines show; empty when they show none or several."""
        marks = {self._fact(name) for line in lines for name in slots(line.text)}
        return marks.pop() if len(marks) == 1 else ""

    def runs(self, text: str) -> Iterator[Run]:
        """The runs of one paragraph: printed words, values, blanks and boxes."""
        words, at = self.words(text), 0
        for slot in SLOT.finditer(words):
            if slot.start() > at:
                yield Run(words[at : slot.start()])
            at = slot.end()
            yield from self._slot(slot[1], slot[2] or "", words[at : at + 1])
        if at < len(words):
            yield Run(words[at:])

    def _slot(self, name: str, how: str, following: str) -> Iterator[Run]:
        if name == BLANK:
            yield blank("", int(how or _PEN_WIDTH))
            return
        value = self.value(name)
        if how == "☐":
            yield from self._boxes(value)
        elif how == NAME:
            yield Run(spaced_name(self.text(value)), fact=value.fact)
        elif how:
            yield blank(self.text(value), int(how), fact=value.fact)
        else:
            yield self._bare(value, following)

    def _bare(self, value: Value, following: str) -> Run:
        text = self.text(value)
        if not text:
            return _pen(value)
        # The form closes the sentence itself; what was typed may have closed it already.
        return Run(text.rstrip(_ENDINGS) if following in tuple(_ENDINGS) else text, fact=value.fact)

    def _boxes(self, value: Value, room: float = 0) -> Iterator[Run]:
        """A box for every answer; with `room` characters to a line, no answer is torn over two lines."""
        options = value.about.choices
        if options is None:
            yield tick(value.recorded is True, fact=value.fact)
            return
        chosen = value.recorded if isinstance(value.recorded, tuple) else (value.recorded,)
        at = 0.0
        for option in options:
            width = 1 + text_width(self.words(option.label))
            if at:
                fits = not room or at + len(_GAP) + width <= room
                yield Run(_GAP if fits else "\n")
                at = at + len(_GAP) if fits else 0.0
            at += width
            yield from self._option(option, chosen, value.fact)

    def _option(self, option: Choice, chosen: tuple[Any, ...], fact: str) -> Iterator[Run]:
        yield tick(option in chosen, fact=fact)
        yield Run(self.words(option.label), fact=fact)

    def paragraphs(
        self, line: Line, like: Paragraph, *, ruled: int = 0, room: float = 0
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of one line; in a cell `room` characters fit side by side.

        A line that is one plain slot brings as many paragraphs as the value has lines. While it is blank the space is
        left empty, or outside tables filled with lines to write on, `ruled` characters wide. A full stop behind the
        slot closes what was typed without one.
        """
        slot = SLOT.fullmatch(line.text.removesuffix(_STOP))
        if slot is None or slot[1] == BLANK:
            return (replace(like, runs=tuple(self.runs(line.text))),)
        value, how = self.value(slot[1]), slot[2] or ""
        if how == "☐" and value.about.kind == "checklist":
            return tuple(
                replace(like, runs=(tick(on), Run(text, fact=value.fact))) for on, text in value.recorded
            )
        if how:
            boxes = how == "☐" and value.about.choices is not None
            return (replace(like, runs=tuple(self._boxes(value, room) if boxes else self.runs(line.text))),)
        text = self.text(value)
        if text:
            stop = _STOP if line.text.endswith(_STOP) else ""
            return paragraphs(f"{text.rstrip(_ENDINGS)}{stop}" if stop else text, like, fact=value.fact)
        return self._empty(value, like, ruled=ruled)

    def _empty(self, value: Value, like: Paragraph, *, ruled: int) -> tuple[Paragraph, ...]:
        if value.pen:
            in_cell = not ruled and like.align != "right"
            pen = PEN_DATE_SHORT if in_cell and value.pen == PEN_DATE else value.pen
            return (replace(like, runs=(Run(pen, fact=value.fact),)),)
        if not ruled:
            return (replace(like, runs=()),)
        if value.about.kind != "text":
            return (replace(like, runs=(_pen(value),)),)
        return tuple(replace(like, runs=(blank("", ruled),)) for _ in range(2))


def _pen(value: Value) -> Run:
    """Room for the pen inside a sentence."""
    if value.pen:
        return Run(value.pen, fact=value.fact)
    return blank("", _PEN_WIDTHS.get(value.about.kind, _PEN_WIDTH), fact=value.fact)


def spaced_name(name: str) -> str:
    """张三 → 张　三: two characters take the room of three, on paper only; other names stay as they are."""
    return "　".join(name) if len(name) == 2 and text_width(name) == 2 else name


def shortened(text: str, most: int) -> str:
    """Text cut to `most` characters' width, with an ellipsis where it was cut."""
    if text_width(text) <= most:
        return text
    while text_width(text) > most - 1:
        text = text[:-1]
    return f"{text}…"
