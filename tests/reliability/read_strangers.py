"""A program that opens hostile workbooks as the import does: `read_strangers.py FOLDER COUNT`.

Anything but a refusal in words ends it with a traceback. Its last line says how many were read, how many refused, the
most memory it had and the most its reading processes had, both in MB, and how many files the second wall stopped:
those that made a reader die, hang or stumble, after the check before reading had let them pass.
"""

import logging
import re
import resource
import signal
import sys
from pathlib import Path

from tests.reliability.hostile import bombs, mutated
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.roster import read_roster
from yishi_desktop.services.roster_files import read_roster_file
from yishi_desktop.services.strangers.room import SECONDS, one_child
from yishi_desktop.services.township.merging import merge_files

folder, count = Path(sys.argv[1]), int(sys.argv[2])
path, target = folder / "来的文件.xlsx", folder / "合并.xlsx"
told = {"read": 0, "refused": 0, "stopped": 0}
STOPPED = ("出了毛病", "还没有读完", "内存大得不正常")
logging.basicConfig()  # the places of stumbles, for whoever reads the output


def take(data: bytes) -> None:
    path.write_bytes(data)
    signal.alarm(3 * SECONDS)
    try:
        read_roster(read_roster_file(path))
        told["read"] += 1
    except UserError as refusal:
        told["refused"] += 1
        assert refusal.happened and refusal.safe and refusal.do_next, repr(refusal)
        told["stopped"] += any(words in refusal.happened for words in STOPPED)
    try:
        merge_files([path], target)
    except UserError:
        assert not target.exists()
    signal.alarm(0)


with one_child():
    if count == 0:
        for name, data in bombs():
            print(name, flush=True)
            take(data)
            del data
    for data in mutated(count):
        take(data)
# Not ru_maxrss: a child started by vfork counts the memory of the one that started it.
own = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024
childs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f"{told['read']} {told['refused']} {own} {childs} {told['stopped']}")
