"""The photos of a step: dropped on the page or chosen, shown small, opened large."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.album import Photo, of_step
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.photo_kinds import usual_kind
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.wording import photo_text
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.services.photos import TakenIn
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.photos.desk import PHOTOS, PhotoDesk
from yishi_desktop.ui.matter.photos.dialog import PhotoDialog
from yishi_desktop.ui.matter.photos.tile import PhotoTile
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.text import button, hint, label

FACT = "case.photos"
_INVITES = "照片、扫描件（图片或PDF）可以直接拖到这一页上，手机里、微信里存下来的都行。"


class PhotosPart(QFrame):
    """`edited` when the album changed."""

    edited = Signal()

    def __init__(
        self,
        step: Step,
        editing: CaseEditing,
        around: Surroundings,
        desk: PhotoDesk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._step = step
        self._editing = editing
        self._around = around
        self._desk = desk
        self._job: Job | None = None
        self._tiles: list[PhotoTile] = []
        self.dialog: PhotoDialog | None = None
        self.add_button = button("加照片或扫描件", icon="plus")
        self.stop_button = button("不放了", "link", name="不再往里放照片")
        self._say = hint(_INVITES)
        self._shelf = QWidget()
        self._flow = FlowLayout(self._shelf, gap=10)
        self._lay_out()
        self.add_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(self._stop)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label("照片和扫描件", "label"), 1)
        head.addWidget(self.stop_button)
        head.addWidget(self.add_button)
        column.addLayout(head)
        column.addWidget(self._say)
        column.addWidget(self._shelf)
        self.stop_button.hide()

    # --- showing ---

    @property
    def _session(self) -> int | None:
        return self._editing.session_index if self._step.of_session else None

    def photos(self) -> tuple[Photo, ...]:
        """The photos shown here."""
        return of_step(self._editing.case.photos, self._step.id, self._session)

    def refresh(self) -> None:
        """Show what is recorded now."""
        shown = self.photos()
        if [tile.photo for tile in self._tiles] != list(shown):
            self._rebuild(shown)
        self._shelf.setVisible(bool(shown))

    def _rebuild(self, shown: Sequence[Photo]) -> None:
        for tile in self._tiles:
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = []
        for number, photo in enumerate(shown):
            tile = PhotoTile(number, photo, self._desk)
            tile.opened.connect(self.open_photo)
            self._flow.addWidget(tile)
            self._tiles.append(tile)

    def open_photo(self, number: int) -> None:
        """Show one photo large."""
        self.dialog = PhotoDialog(self.photos(), number, self._around, self._desk, self.window())
        self.dialog.changed.connect(self._changed)
        self.dialog.removed.connect(self._removed)
        self.dialog.open()

    def show_caption(self, words: str) -> None:
        """Focus the photo that is described so."""
        for tile in self._tiles:
            if words.casefold() in photo_text(tile.photo).casefold():
                tile.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # --- taking in ---

    def _choose(self) -> None:
        self.take_in(self._desk.files.open_many(self.window(), "选照片或扫描件", PHOTOS))

    def take_in(self, paths: Sequence[Path]) -> None:
        """Put photos from files to this step."""
        if not paths or self._job is not None:
            return
        like = Photo(step=self._step.id, session=self._session)
        self._job = self._desk.take_in(paths, like, self._taken_in, self._cannot)
        self._job.progressed.connect(self._progressed)
        self._job.ended.connect(self._ended)
        self._say.setText(f"正在放进来，一共{len(paths)}张……")
        self.stop_button.setVisible(len(paths) > 1)
        self.add_button.setEnabled(False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _progressed(self, done: int, total: int, name: str) -> None:
        self._say.setText(f"正在放进来，第{min(done + 1, total)}张，一共{total}张……")

    def _ended(self) -> None:
        self._job = None
        self._say.setText(_INVITES)
        self.stop_button.hide()
        self.add_button.setEnabled(True)

    def _cannot(self, error: UserError) -> None:
        show_error(self.window(), error)

    def _taken_in(self, taken: TakenIn) -> None:
        here = {photo.content for photo in self.photos()}
        fresh = [photo for photo in taken.photos if photo.content not in here]
        situation = self._editing.situation
        added = tuple(replace(p, kind=usual_kind(self._step, situation, p.taken_on)) for p in fresh)
        if added:
            self._set((*self._editing.case.photos, *added), "加照片")
        told = _told(taken, len(taken.photos) - len(fresh))
        if told is not None:
            show_error(self.window(), told)

    # --- changing ---

    def _changed(self, before: Photo, after: Photo) -> None:
        photos = self._editing.case.photos
        if before in photos:
            at = photos.index(before)
            self._set((*photos[:at], after, *photos[at + 1 :]), "改照片")

    def _removed(self, gone: Photo) -> None:
        photos = self._editing.case.photos
        if gone in photos:
            at = photos.index(gone)
            self._set((*photos[:at], *photos[at + 1 :]), "取下照片")

    def _set(self, photos: tuple[Photo, ...], what: str) -> None:
        self._editing.change(replace(self._editing.case, photos=photos), what)
        self.refresh()
        self.edited.emit()


def _told(taken: TakenIn, twice: int) -> UserError | None:
    """What to say of files that were not put in; of several, which and why in one window."""
    if len(taken.refused) == 1 and not twice and not taken.notes:
        return taken.refused[0]
    sentences = [*(error.happened for error in taken.refused), *taken.notes]
    if twice:
        sentences.append(f"有{twice}张这里已经有了，没有再放。")
    if not sentences:
        return None
    return UserError(
        "".join(sentences),
        f"放进来{len(taken.photos) - twice}张。",
        "没有放进来的，请看看是不是选错了文件。" if taken.refused else "",
    )
