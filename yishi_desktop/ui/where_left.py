"""Where somebody was interrupted: the matter and the step open when the window was closed, for the next start."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from yishi_desktop.services.this_computer import left_at, remember_where
from yishi_desktop.ui.desk import Desk

if TYPE_CHECKING:
    from yishi_desktop.ui.matter.workspace import Workspace


def remember_where_left(workspace: "Workspace | None", front: QWidget | None) -> None:
    """Keep the matter in front and its step; nothing when another screen is."""
    if workspace is not None and workspace is front and workspace.editing is not None:
        remember_where(workspace.editing.case.id, workspace.step_id())
    else:
        remember_where("", "")


def where_left(desk: Desk) -> tuple[str, str] | None:
    """The matter and the step to go back to; `None` for none, for a matter that is gone, and in a township's window."""
    case_id, step = left_at()
    known = not desk.snapshot.for_township and desk.snapshot.situation(case_id) is not None
    return (case_id, step) if known else None
