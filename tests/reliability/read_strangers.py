"""A program that opens hostile workbooks as the import does: `read_strangers.py FOLDER COUNT`.

Twenty seconds a file, then it is killed; anything but a refusal in words ends it with a traceback. Its last line says
how many were read, how many refused, and the most memory it had, in MB.
"""

import re
import signal
import sys
from pathlib import Path

from tests.reliability.hostile import bombs, mutated
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.merging import merge_files
from yishi_desktop.services.roster import read_roster
from yishi_desktop.services.roster_files import read_roster_file

SECONDS = 20
folder, count = Path(sys.argv[1]), int(sys.argv[2])
path, target = folder / "来的文件.xlsx", folder / "合并.xlsx"
told = {"read": 0, "refused": 0}


def take(data: bytes) -> None:
    path.write_bytes(data)
    signal.alarm(SECONDS)
    try:
        read_roster(read_roster_file(path))
        told["read"] += 1
    except UserError as refusal:
        told["refused"] += 1
        assert refusal.happened and refusal.safe and refusal.do_next, repr(refusal)
    try:
        merge_files([path], target)
    except UserError:
        assert not target.exists()
    signal.alarm(0)


if count == 0:
    for name, data in bombs():
        print(name, flush=True)
        take(data)
        del data
for data in mutated(count):
    take(data)
# Not ru_maxrss: a child started by vfork counts the memory of the one that started it.
most = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024
print(f"{told['read']} {told['refused']} {most}")
