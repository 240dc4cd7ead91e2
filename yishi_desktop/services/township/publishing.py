"""Publishing what a township, a county or more has received to PostgreSQL, for offices with their own statistics."""

from collections.abc import Sequence
from pathlib import Path

from yishi_desktop import __version__
from yishi_desktop.domain.township.publication import publication
from yishi_desktop.domain.township.union import unite
from yishi_desktop.services.township.ledger_reading import LedgerFile
from yishi_desktop.services.township.merging import Progress, read_files


def publish_files(paths: Sequence[Path], server: str, progress: Progress | None = None) -> list[str]:
    """Publish ledgers, of villages or merged; what came of it, a sentence each. `UserError` and nothing is published."""
    return publish_ledgers(read_files(paths, progress), server)


def publish_ledgers(files: Sequence[LedgerFile], server: str) -> list[str]:
    """The same for ledgers already read."""
    from yishi_desktop.exchange.postgres import publish

    township = unite(delivery for file in files for delivery in file.deliveries)
    done = publish(server, publication(township), __version__)
    kept = [f"没有换：数据库里的“{title}”更新，或者在别处改过，请核对。" for title in done.newer_there]
    counts = f"写入{done.written}件，{done.same}件和原来一样、不用再写，{len(kept)}件没有换"
    return [*kept, f"已发布：{done.villages}个村（社区），{counts}。"]
