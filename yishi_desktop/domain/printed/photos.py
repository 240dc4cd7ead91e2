"""Photos a paper can show: those of a posting in their pairs, and all of a matter."""

from yishi_desktop.domain.album import Photo, in_order
from yishi_desktop.domain.choices import PhotoKind
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation

_FACTS = ("case.photos",)


@printed("photos.result_posted", "结果公示张贴时的照片", "rows", facts=_FACTS, row=Photo)
def result_posted(situation: Situation) -> tuple[Photo, ...]:
    """Taken when the result was put up."""
    return _of(situation, "result_notice.posted_on", PhotoKind.POSTED)


@printed("photos.result_taken_down", "结果公示撤下前的照片", "rows", facts=_FACTS, row=Photo)
def result_taken_down(situation: Situation) -> tuple[Photo, ...]:
    """Taken before the result was taken down."""
    return _of(situation, "result_notice.posted_on", PhotoKind.TAKEN_DOWN)


@printed("photos.implementation_posted", "落实公示张贴时的照片", "rows", facts=_FACTS, row=Photo)
def implementation_posted(situation: Situation) -> tuple[Photo, ...]:
    """Taken when the account of what was carried out was put up."""
    return _of(situation, "implementation_notice.posted_on", PhotoKind.POSTED)


@printed("photos.implementation_taken_down", "落实公示撤下前的照片", "rows", facts=_FACTS, row=Photo)
def implementation_taken_down(situation: Situation) -> tuple[Photo, ...]:
    """Taken before that was taken down."""
    return _of(situation, "implementation_notice.posted_on", PhotoKind.TAKEN_DOWN)


@printed("photos.all", "照片", "rows", facts=_FACTS, row=Photo)
def all_photos(situation: Situation) -> tuple[Photo, ...]:
    """Every photo of the matter, pairs beside each other."""
    return in_order(situation.case.photos)


def _of(situation: Situation, fact: str, kind: PhotoKind) -> tuple[Photo, ...]:
    step = situation.procedure.step_of(fact)
    if step is None:
        return ()
    found = [photo for photo in situation.case.photos if photo.step == step.id and photo.kind is kind]
    if step.of_session:
        found = [photo for photo in found if photo.session in (None, situation.index)]
    return in_order(found)
