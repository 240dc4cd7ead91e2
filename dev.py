#!/usr/bin/env python3
"""议事 · 开发者的唯一命令 / the contributor's one command.

用法 / usage:  python3 dev.py COMMAND [参数 / arguments]

  run   [...]  打开程序窗口            open the program's window
  demo  [DIR]  生成示例材料（缺省 out） write the sample village's papers and ledger to DIR (default: out)
  test  [...]  全部检查与测试          all checks and tests; with arguments: pytest alone, with them
  lint         只做检查，不跑测试       style, types and import contracts, no tests
  bench [行…]  性能对照表（可选行号） the table of ratios in docs/performance.md; --short only proves that it runs
  soak  [N...] 可靠性长测（可选条目）   the long runs behind docs/reliability.md, all or those promises;
                                         also: faults, county, network, pages, roundtrip, window
  bundle       打成不用装 Python 的文件夹  build and try the folder in dist/ that needs no Python (--measure: figures)
  installer    做 Windows 安装程序      wrap that folder into a Windows installer (needs NSIS)
  manual       做操作手册               make the pictures, the manual, the wall sheet and the guides in out/manual
  sbom  [FILE] 软件物料清单            what the program is made of, as CycloneDX (default: out/sbom.json)
  mutants [F...] 在数票、数日子的代码里埋错 plant mistakes in the counting of votes and days (docs/mutation.md)

第一次运行时自动建好 .venv 并装好锁定的依赖（requirements.lock），之后不需要网络。
The first run makes .venv and installs what requirements.lock names; later runs need no network.
Debian 上缺系统软件包时：root 用户自动安装；其他用户会看到该执行的命令，需要它们的测试按名跳过。
Missing Debian packages are installed when root; otherwise the line to run is printed and the tests that
need them skip by name.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "yishi-lock.sha256"
WINDOWS = sys.platform == "win32"
_INTERPRETER = "Scripts/python.exe" if WINDOWS else "bin/python"
PYTHON = VENV / _INTERPRETER
# What we are compared with is not among what we ship or test with, so it has an environment of its own.
PEERS = ROOT / "out" / "bench-env"
PEERS_STAMP = PEERS / "yishi-peers.sha256"

VENV_PACKAGES = ["python3-venv"]
# What PySide6 and its xcb plugin link to and a bare Debian 12 lacks (docs/dependencies.md says how found).
QT_PACKAGES = [
    "libcups2",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
]
# Other programs that open our papers and drive our window in the tests.
TEST_PACKAGES = [
    "at-spi2-core",
    "dbus",
    "fonts-noto-cjk",
    "libreoffice-calc-nogui",
    "libreoffice-writer-nogui",
    "nsis",
    "openbox",
    "poppler-utils",
    "postgresql",
    "xauth",
    "xdotool",
    "xvfb",
]
# The way to a screen nobody sees, the Windows installer, and what PyInstaller reads a program's libraries with.
# Debian's own python3 has its library linked in; PyInstaller wants it as a file.
_LIBRARY = [f"libpython3.{sys.version_info.minor}"] if sys.base_prefix == "/usr" else []
BUNDLE_PACKAGES = ["binutils", "nsis", "openbox", "xdotool", "xvfb", *_LIBRARY]


class Refused(Exception):  # noqa: N818 - it is a refusal with advice, not a fault
    """The command cannot go on; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is that of the work done, 1 when refused, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0 if arguments else 2
    command, *rest = arguments
    if command not in COMMANDS:
        print(f"没有“{command}”这个命令 / no such command: {command}\n\n{__doc__}", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    try:
        return COMMANDS[command](rest)
    except Refused as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1


# ------------------------------------------------------------------------------------------------- commands
def run(rest: list[str]) -> int:
    """Open the window (or whatever `yishi` is asked on its command line)."""
    prepare(VENV_PACKAGES + QT_PACKAGES)
    return child(["-m", "yishi_desktop", *rest])


def demo(rest: list[str]) -> int:
    """Write the sample papers and ledger."""
    prepare(VENV_PACKAGES)
    return child(["-m", "yishi_desktop", "demo", *(rest or ["out"])])


def lint(_rest: list[str]) -> int:
    """Style, types and contracts."""
    prepare(VENV_PACKAGES)
    return summary(run_steps(LINT_STEPS))


def test(rest: list[str]) -> int:
    """Everything CI asks; or pytest with the arguments given."""
    prepare(VENV_PACKAGES + QT_PACKAGES + TEST_PACKAGES)
    if rest:
        return child(["-m", "pytest", *rest])
    return summary(run_steps({**LINT_STEPS, "pytest": ["-m", "pytest", "-n", "2"]}))


def soak(rest: list[str]) -> int:
    """The tests of the promises with the full counts; one line a promise at the end."""
    prepare(VENV_PACKAGES + QT_PACKAGES + TEST_PACKAGES)
    steps = soak_steps(rest)
    os.environ["YISHI_SOAK"] = "1"
    return summary(run_steps(steps))


def bundle(rest: list[str]) -> int:
    """Build the folder that needs no Python, and use it as somebody without Python does."""
    prepare(VENV_PACKAGES + QT_PACKAGES + BUNDLE_PACKAGES)
    return child(["-m", "tools.bundle", *rest])


def installer(rest: list[str]) -> int:
    """Wrap the folder into an installer."""
    prepare(VENV_PACKAGES + QT_PACKAGES + BUNDLE_PACKAGES)
    return child(["-m", "tools.installer", *rest])


def manual(rest: list[str]) -> int:
    """Make the manual and its pictures."""
    prepare(VENV_PACKAGES + QT_PACKAGES)
    return child(["-m", "tools.manual", *rest])


def bench(rest: list[str]) -> int:
    """The table of ratios beside the peers; --short needs none of them."""
    prepare(VENV_PACKAGES + QT_PACKAGES + TEST_PACKAGES)
    if "--short" in rest:
        return child(["-m", "benchmarks", *rest])
    provide_peers()
    return child(["-m", "benchmarks", *rest], PEERS / _INTERPRETER)


def sbom(rest: list[str]) -> int:
    """Write the bill of materials; needs nothing installed."""
    target = Path(rest[0]) if rest else ROOT / "out" / "sbom.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    code = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "sbom.py"), str(target)], check=False
    ).returncode
    if code == 0:
        print(target)
    return code


def mutants(rest: list[str]) -> int:
    """Mistakes nobody notices in what counts votes and days; with arguments, in these files of the domain."""
    prepare(VENV_PACKAGES)
    return child(["tools/mutants.py", *rest])


COMMANDS = {
    "run": run,
    "demo": demo,
    "test": test,
    "lint": lint,
    "soak": soak,
    "mutants": mutants,
    "bench": bench,
    "bundle": bundle,
    "installer": installer,
    "manual": manual,
    "sbom": sbom,
}

# import-linter cannot be run with -m; its script's first line would break in a folder with a space in its name.
LINT_IMPORTS = "import importlinter.cli; importlinter.cli.lint_imports_command()"
LINT_STEPS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", LINT_IMPORTS, "--no-cache"],
}


PARTS = {
    "faults": ["tests/faults"],
    "county": ["tests/reliability/test_county.py", "tests/reliability/test_merge_trees.py"],
    "network": ["tests/exchange"],
    "pages": ["tests/ui/test_every_page.py"],
    "roundtrip": ["tests/ledger_files/test_round_trip.py"],
    "window": ["tests/real_window"],
}
"""What `soak` runs beside the promises: planted faults, 500 ledgers, uploads and publishing, every page at every scale, rows
and back, the first day in a real window."""


def soak_steps(wanted: list[str]) -> dict[str, list[str]]:
    """The steps for the promises of these numbers and the other parts; for none, all of them."""
    found = promises()
    unknown = [
        number for number in wanted if number not in PARTS and not (number.isdigit() and int(number) in found)
    ]
    if unknown:
        raise Refused(f"docs/reliability.md 里没有这一条 / no such promise: {' '.join(unknown)}")
    tests = {f"{number}": files for number, files in found.items()} | PARTS
    # What hangs for five minutes in a short run may well be at work for five minutes in a long one.
    pytest = ["-m", "pytest", "-q", "-o", "faulthandler_timeout=3600"]
    return {part: [*pytest, *tests[part]] for part in wanted or tests}


def promises() -> dict[int, list[str]]:
    """Number of each promise of docs/reliability.md → the tests that hold it."""
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|(.*)\|$", page, re.MULTILINE)
    return {int(number): re.findall(r"`(tests/[^`]+)`", rest) for number, rest in rows}


def run_steps(steps: dict[str, list[str]]) -> dict[str, tuple[int, float]]:
    """Run every step, also after a failed one, so that one run shows everything that is wrong."""
    results = {}
    for name, arguments in steps.items():
        print(f"\n== {name}")
        started = time.monotonic()
        code = child(arguments)
        results[name] = (code, time.monotonic() - started)
    return results


def summary(results: dict[str, tuple[int, float]]) -> int:
    """Print one line per step; 0 only if each step succeeded."""
    print("\n== 汇总 / summary")
    for name, (code, seconds) in results.items():
        print(f"  {'通过 ok    ' if code == 0 else '失败 FAILED'}  {name:<14}{seconds:7.1f} s")
    return int(any(code for code, _ in results.values()))


def child(arguments: list[str], python: Path | None = None) -> int:
    """Run the environment's Python from the source tree and return its exit code."""
    return subprocess.run(
        [str(python or PYTHON), *arguments], cwd=ROOT, env=child_environment(), check=False
    ).returncode


def child_environment() -> dict[str, str]:
    """Our environment, with a UTF-8 locale: under plain C, Qt warns and Chinese file names break."""
    env = dict(os.environ, PYTHONUTF8="1")
    env.pop("PYTHONPATH", None)
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if not WINDOWS and "utf" not in locale.lower():
        env["LC_ALL"] = "C.UTF-8"
    return env


# -------------------------------------------------------------------------------------------- preparations
def prepare(packages: list[str]) -> None:
    """Make sure of the Debian packages and of an environment that equals the lock file."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before pip can refuse
        raise Refused("需要 Python 3.11 或更新版本。 / Python 3.11 or newer is needed.")
    provide_debian_packages(packages)
    wanted = lock_stamp()
    if not (PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted):
        build_environment(wanted)


def lock_stamp() -> str:
    """Hash what .venv is made from: the lock, this interpreter and this folder (a venv cannot be moved)."""
    made_from = LOCK.read_bytes() + f"{sys.version_info[:2]}{sys.base_prefix}{ROOT}".encode()
    return hashlib.sha256(made_from).hexdigest()


def build_environment(stamp: str) -> None:
    """Make .venv anew. The stamp is written last, so an interrupted run starts over."""
    print("建立 .venv 并安装依赖 / making .venv and installing the dependencies ...")
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Refused(
            "无法建立 .venv：缺少 Python 的 venv 组件。\n"
            "Could not make .venv: Python's venv is missing. On Debian:\n"
            f"  {apt_line(VENV_PACKAGES)}"
        )
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--retries", "5"]
    # Nothing is built here: only wheels whose hashes stand in the lock, and no dependency outside it.
    pip += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--requirement", str(LOCK)]
    if child(pip):
        shutil.rmtree(VENV, ignore_errors=True)
        raise Refused(
            "依赖没有装好，未完成的 .venv 已删除。第一次运行（或 requirements.lock 变化后）\n"
            "需要能访问 Python 软件包源；连上网后再执行一次同样的命令。\n"
            "The dependencies could not be installed and the unfinished .venv was removed. The first run,\n"
            "or one after requirements.lock changed, needs your Python package index."
        )
    STAMP.write_text(stamp, encoding="ascii")


def provide_peers() -> None:
    """The lock and the group "bench" of pyproject.toml in an environment of their own, made anew when they change."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins: list[str] = project["dependency-groups"]["bench"]
    wanted = hashlib.sha256(f"{lock_stamp()}{pins}".encode()).hexdigest()
    if PEERS_STAMP.exists() and PEERS_STAMP.read_text(encoding="ascii") == wanted:
        return
    print("安装对照用的软件包 / installing the packages to compare with ...")
    shutil.rmtree(PEERS, ignore_errors=True)
    python = PEERS / _INTERPRETER
    pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--only-binary", ":all:"]
    steps = (
        (PYTHON, ["-m", "venv", str(PEERS)]),
        (python, [*pip, "--require-hashes", "--no-deps", "--requirement", str(LOCK)]),
        (python, [*pip, *pins]),
    )
    for interpreter, arguments in steps:
        if child(arguments, interpreter):
            shutil.rmtree(PEERS, ignore_errors=True)
            raise Refused(
                "对照用的软件包没有装好，需要能访问 Python 软件包源。\n"
                "The packages to compare with could not be installed; your Python package index is needed."
            )
    PEERS_STAMP.write_text(wanted, encoding="ascii")


def provide_debian_packages(wanted: list[str]) -> None:
    """Install what is missing when root; otherwise say the exact line and go on."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return
    missing = missing_debian_packages(wanted)
    if not missing:
        return
    print(f"缺少系统软件包 / missing Debian packages: {' '.join(missing)}")
    if os.geteuid() != 0 or not apt_install(missing):
        print(f"请执行 / please run:\n  {apt_line(missing)}")
        print("需要它们的测试会按名跳过 / the tests that need them skip by name.\n")


def missing_debian_packages(wanted: list[str]) -> list[str]:
    """Those neither installed nor provided by an installed package (Debian 13 renames some to …t64)."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}|${Package},${Provides}\n"]
    listing = subprocess.run(query, capture_output=True, text=True, check=True).stdout
    installed: set[str] = set()
    for line in listing.splitlines():
        status, _, names = line.partition("|")
        if status == "installed":
            installed.update(name.split("(")[0].strip() for name in names.split(","))
    return [name for name in wanted if name not in installed]


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages without questions; False if that failed (offline, or not root after all)."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    # One unreachable source makes the update fail; what it could fetch may still be enough.
    subprocess.run(["apt-get", "update", "--quiet"], env=env, check=False)
    return subprocess.run(install, env=env, check=False).returncode == 0


def apt_line(packages: list[str]) -> str:
    """The line a person pastes into a terminal."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
