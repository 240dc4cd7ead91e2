"""Debian's PostgreSQL server, started for the tests in a folder of its own and stopped again."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RUNS_AS = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
"""The server refuses to run as root; Debian's package brings this user."""


def programs() -> Path | None:
    """Where the newest server's programs lie; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """A connection string to an empty database of a new server."""
    where = programs()
    assert where is not None
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    port = free_port()
    who = {"user": RUNS_AS} if RUNS_AS else {}
    if RUNS_AS:
        shutil.chown(folder, RUNS_AS)
    quiet = {"cwd": folder, "capture_output": True, "timeout": 120, **who}
    try:
        subprocess.run(
            [
                where / "initdb",
                "-D",
                folder / "d",
                "-A",
                "trust",
                "-U",
                "yishi",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ],
            check=True,
            **quiet,
        )
        options = f"-F -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        control = [where / "pg_ctl", "-D", folder / "d", "-w"]
        subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], check=True, **quiet)
        try:
            yield f"host=127.0.0.1 port={port} dbname=postgres user=yishi"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
