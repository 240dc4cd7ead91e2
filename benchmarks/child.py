"""The measured side: python -m benchmarks.child MODULE:FUNCTION SCALE FOLDER SECONDS|whole, one line of JSON at the end.

Imports next to nothing, so that a process counted as a whole counts what is measured.
"""

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

MOST = 200


def main() -> None:
    code, scale, folder, seconds = sys.argv[1:]
    module, _, name = code.partition(":")
    prepare = getattr(import_module(f"benchmarks.work.{module}"), name)
    work = prepare(Path(folder), int(scale))
    told = _whole(work) if seconds == "whole" else _repeated(work, float(seconds))
    import json

    print(json.dumps(told), flush=True)
    os._exit(0)  # what is left open (a window, a thread) is not ours to wait for


def _whole(work: Any) -> dict[str, Any]:
    extra = work() or {}
    return {"cpu": _cpu(), "wall": 0.0, "rss": _peak(), "extra": extra}


def _repeated(work: Any, seconds: float) -> dict[str, Any]:
    """Once to warm up, unless that alone took longer than the time there is."""
    cpus: list[float] = []
    walls: list[float] = []
    extras: list[dict[str, float]] = []
    start = time.perf_counter()
    while len(cpus) < MOST and (len(cpus) < 2 or time.perf_counter() - start < seconds):
        wall, cpu = time.perf_counter(), _cpu()
        extras.append(work() or {})
        cpus.append(_cpu() - cpu)
        walls.append(time.perf_counter() - wall)
        if len(cpus) == 1 and walls[0] > seconds:
            break
    skip = 1 if len(cpus) > 1 else 0
    return {"cpu": median(cpus[skip:]), "wall": median(walls[skip:]), "rss": _peak(), "extra": extras[-1]}


def _cpu() -> float:
    """Seconds of processor, those of finished child processes included."""
    used = os.times()
    return (
        used.user + used.system + used.children_user + used.children_system if used.children_user else _own()
    )


def _own() -> float:
    return time.process_time()


def _peak() -> float:
    """The peak of memory in MB; of the largest child where that is more.

    Linux carries what the parent held over into ru_maxrss, so the kernel's own mark of this process is read there.
    """
    import resource

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        own = int(line.split()[1]) << 10
    return float(max(own, children)) / (1 << 20)


if __name__ == "__main__":
    main()
