"""The measured side: python -m benchmarks.child MODULE:FUNCTION SCALE FOLDER SECONDS|whole, one line of JSON at the end.

Imports next to nothing, so that a process counted as a whole counts what is measured.
"""

import os
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

MOST = 200
LONG = 5.0
"""Seconds of wall."""


def main() -> None:
    code, scale, folder, seconds = sys.argv[1:]
    told = measured(code, int(scale), Path(folder), None if seconds == "whole" else float(seconds))
    import json

    print(json.dumps(told), flush=True)
    os._exit(0)  # what is left open (a window, a thread) is not ours to wait for


def measured(code: str, scale: int, folder: Path, seconds: float | None) -> dict[str, Any]:
    """Get one subject ready and run it for about so many seconds; for `None` once, with all of the process counted."""
    module, _, name = code.partition(":")
    work = getattr(import_module(f"benchmarks.work.{module}"), name)(folder, scale)
    return _whole(work) if seconds is None else _repeated(work, seconds)


def _whole(work: Any) -> dict[str, Any]:
    """A subject that goes on after what is measured takes the figures itself."""
    extra = work() or {}
    return {"cpu": cpu_now(), "wall": 0.0, "rss": peak_now(), "extra": extra}


def _repeated(work: Any, seconds: float) -> dict[str, Any]:
    """Once to warm up, and then as long as there is time, at least once; what takes long is not warmed up."""
    cpus: list[float] = []
    walls: list[float] = []
    extras: list[dict[str, float]] = []
    start = time.perf_counter()
    while len(cpus) < MOST and (len(cpus) < 2 or time.perf_counter() - start < seconds):
        wall, cpu = time.perf_counter(), cpu_now()
        extras.append(work() or {})
        cpus.append(cpu_now() - cpu)
        walls.append(time.perf_counter() - wall)
        if walls[0] > LONG or not seconds:
            break
    skip = 1 if len(cpus) > 1 else 0
    return {"cpu": median(cpus[skip:]), "wall": median(walls[skip:]), "rss": peak_now(), "extra": extras[-1]}


def cpu_now() -> float:
    """Seconds of processor, those of finished child processes included."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_now() -> float:
    """The peak of memory in MB; of the largest child where that is more.

    Linux carries what the parent held over into ru_maxrss, so the kernel's own mark of this process is read there.
    """
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
