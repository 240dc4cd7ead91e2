"""One editor for each kind of fact. They know plain Python values only."""

from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.checklist import Answer, ChecklistEditor, Question
from yishi_desktop.ui.editors.choice import ChoiceEditor, FlagEditor
from yishi_desktop.ui.editors.choices import ChoicesEditor
from yishi_desktop.ui.editors.line import CountEditor, LineEditor
from yishi_desktop.ui.editors.paragraphs import TextEditor
from yishi_desktop.ui.editors.people import Candidate, PeopleEditor, PersonChoice, PersonEditor
from yishi_desktop.ui.editors.when import DateEditor, TimeEditor

__all__ = [
    "Answer",
    "Candidate",
    "ChecklistEditor",
    "ChoiceEditor",
    "ChoicesEditor",
    "CountEditor",
    "DateEditor",
    "Editor",
    "FlagEditor",
    "LineEditor",
    "PeopleEditor",
    "PersonChoice",
    "PersonEditor",
    "Question",
    "TextEditor",
    "TimeEditor",
]
