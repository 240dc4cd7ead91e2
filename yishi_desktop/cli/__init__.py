"""The command line: the same services as the window, for scripts, the demo and the curious."""

import contextlib
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from yishi_desktop.cli.commands import DONE, REFUSED, WRONG_USAGE, Options
from yishi_desktop.cli.grammar import parser
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.faults import disk_fault

_log = logging.getLogger(__name__)
FAULT_NAME = "议事出错记录.txt"


def run_command(words: Sequence[str]) -> int:
    """Run one command: 0 done, 1 refused with Chinese sentences on the error stream, 2 wrong usage; no traceback."""
    _print_any_character()
    try:
        options = parser().parse_args(words)
        code = _answered(options)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as end:  # argparse has said what was wrong, or shown the help
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    return code


def _answered(options: Options) -> int:
    try:
        return int(options.run(options))
    except UserError as error:
        _log.info("refused", exc_info=error)
        return _refused(str(error))
    except DefinitionError as error:
        _log.info("unusable definitions", exc_info=error)
        return _refused(f"程序自带的文件用不了：{error}。资料没有改动。请重新安装程序。")
    except BrokenPipeError:
        raise
    except OSError as error:
        _log.info("disk", exc_info=error)
        return _refused(str(disk_fault(error, Path(error.filename or "文件"))))
    except KeyboardInterrupt:
        return _refused("已经停下。写好的文件和存过的资料都在。要做完，请再运行一次。")
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is told in words, and kept
        return _refused(f"程序出错了。存过的资料都在。请把“{_kept_fault(error)}”交给乡镇。")


def _refused(words: str) -> int:
    print(words, file=sys.stderr)
    return REFUSED


def _kept_fault(error: Exception) -> Path:
    """Keep where our own fault happened, and say in which file. Its message stays out: people's names may stand there."""
    path = Path(tempfile.gettempdir()) / FAULT_NAME
    places = traceback.format_tb(error.__traceback__)
    with contextlib.suppress(OSError):
        path.write_text("".join([*places, type(error).__name__, "\n"]), encoding="utf-8")
    return path


def _print_any_character() -> None:
    """A console that cannot show a rare character shows ? in its place, instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _reader_gone() -> int:
    """Whoever read our output has seen enough (`| head`). Python must not complain about it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
