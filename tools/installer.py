"""Wrap the bundle in dist/ into one installer: `python3 dev.py installer`.

NSIS runs on Linux too, so the script can be compiled there; but a bundle made on Linux holds Linux programs. Such an
installer is a proof that the script compiles and carries every file, and nothing to hand out: its name says so.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tools.bundle_build import megabytes
from tools.drawing import write_icon
from tools.packing import BUILD, BUNDLE, DIST, NAME, ROOT, version_numbers
from yishi_desktop import __version__

SCRIPT = ROOT / "tools" / "installer.nsi"


def main() -> int:
    """Compile; 1 with advice when the bundle or NSIS is missing, or when the result is not a whole installer."""
    compiler = shutil.which("makensis") or shutil.which(r"C:\Program Files (x86)\NSIS\makensis.exe")
    if compiler is None:
        return _refuse(
            "没有 NSIS（Debian：apt-get install nsis；Windows：nsis.sourceforge.io）/ NSIS is missing"
        )
    if not BUNDLE.is_dir():
        return _refuse("先打包：python3 dev.py bundle / build the bundle first")
    real = (BUNDLE / f"{NAME}.exe").is_file()
    target = DIST / (f"议事-{__version__}-安装.exe" if real else f"不能用-只验证脚本-{__version__}.exe")
    icon = BUILD / "program.ico"
    if not icon.is_file():
        write_icon(ROOT / "resources" / "icons" / "program.svg", icon)
    done = subprocess.run(command(compiler, icon, target), cwd=ROOT, capture_output=True, check=False)
    (BUILD / "nsis.log").write_bytes(done.stdout + done.stderr)
    if done.returncode:
        return _refuse(
            f"makensis: {done.returncode}, {BUILD / 'nsis.log'}\n{_end(done.stdout + done.stderr)}"
        )
    return report(target, real)


def command(compiler: str, icon: Path, target: Path) -> list[str]:
    """The call of makensis with what the script asks for; every warning is an error."""
    values = {
        "BUNDLE": BUNDLE,
        "VERSION": __version__,
        "NUMBERS": ".".join(map(str, version_numbers(__version__))),
        "ICON": icon,
        "OUT": target,
        "SIZE": round(megabytes(BUNDLE) * 1e6 / 1024),
    }
    defined = [f"-D{name}={value}" for name, value in values.items()]
    return [compiler, "-V3", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)]


def report(target: Path, real: bool) -> int:
    """Say what came out, with the sum a careful person compares; a proof only is told apart from the real thing."""
    data = target.read_bytes()
    if not is_installer(data):
        return _refuse(f"{target}: 不是完整的 Windows 安装程序 / not a whole Windows installer")
    sys.stdout.write(f"{target}\n{len(data) / 1e6:.1f} MB\nSHA-256 {hashlib.sha256(data).hexdigest()}\n")
    if not real:
        sys.stdout.write(
            "里面是这台 Linux 上打的包，装不了，只证明安装脚本编译得过。要发的安装程序请在 Windows 上做。\n"
            "Holds a Linux bundle: a proof that the script compiles, not to be handed out. Build on Windows.\n"
        )
    return 0


def is_installer(data: bytes) -> bool:
    """A Windows program (PE) with NSIS's signature in it."""
    at = int.from_bytes(data[0x3C:0x40], "little")
    return data[:2] == b"MZ" and data[at : at + 4] == b"PE\0\0" and b"NullsoftInst" in data


def _end(log: bytes) -> str:
    return log.decode("utf-8", "replace")[-800:]


def _refuse(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
