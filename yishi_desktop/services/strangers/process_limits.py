"""Limits of a child process on Windows: memory, and that it ends with the program.

POSIX has `setrlimit`, which the child sets for itself. Windows has job objects, which the parent has to make. Where one
cannot be made the child goes on without: its time is watched in any case, and files are checked before they are read.
"""

import logging
import subprocess
import sys

_log = logging.getLogger(__name__)

if sys.platform == "win32":  # pragma: no cover - only there
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _PROCESS_MEMORY, _KILL_ON_CLOSE, _ACTIVE_PROCESSES = 0x100, 0x2000, 0x8

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class Limits:
        """A job with one process in it. It has to be kept: with it goes the process."""

        def __init__(self, process: subprocess.Popen[bytes], memory: int) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
            self._kernel.SetInformationJobObject.argtypes = (
                wintypes.HANDLE,
                ctypes.c_int,
                ctypes.c_void_p,
                wintypes.DWORD,
            )
            self._kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
            self._kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
            self._job = self._kernel.CreateJobObjectW(None, None)
            wanted = _Extended()
            wanted.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _KILL_ON_CLOSE | _ACTIVE_PROCESSES
            wanted.BasicLimitInformation.ActiveProcessLimit = 1
            wanted.ProcessMemoryLimit = memory
            done = (
                self._job
                and self._kernel.SetInformationJobObject(
                    self._job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)
                )
                and self._kernel.AssignProcessToJobObject(self._job, int(process._handle))  # type: ignore[attr-defined]  # noqa: SLF001
            )
            if not done:
                _log.warning("no job object for the reading process: error %s", ctypes.get_last_error())

        def close(self) -> None:
            """End the process, if it still runs."""
            if self._job:
                self._kernel.CloseHandle(self._job)
                self._job = None

else:

    class Limits:
        """The child has set its limits itself."""

        def __init__(self, process: subprocess.Popen[bytes], memory: int) -> None:
            self._limited = (process.pid, memory)

        def close(self) -> None:
            """Nothing is held."""
