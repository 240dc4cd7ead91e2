"""What the county calls a paper."""

from dataclasses import replace
from datetime import date

from yishi_desktop.domain.forms.form import Form, Line, TitleBlock
from yishi_desktop.domain.people import Organisation, Renamed


def named_form(form: Form, organisation: Organisation, day: date) -> Form:
    """A paper as it is called here, with the title it has on paper; one that a document prescribes keeps its own."""
    own = organisation.name_of(Renamed.PAPER, form.id, day)
    if own is None:
        return form
    if not own.title or form.fixed:
        return replace(form, name=own.name)
    blocks = tuple(
        replace(block, text=(Line(text=own.title),)) if isinstance(block, TitleBlock) else block
        for block in form.block
    )
    return replace(form, name=own.name, title=own.title, block=blocks)
