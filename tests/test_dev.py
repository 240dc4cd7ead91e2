"""dev.py: what a newcomer meets first. Real files, a real venv; only Debian's own tools are stood in for."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def dev_py(*arguments, **env):
    command = [sys.executable, str(ROOT / "dev.py"), *arguments]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **env}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False)


# ----------------------------------------------------------------------------------------------------- usage
@pytest.mark.parametrize("arguments", [["--help"], ["help"]])
def test_help_names_every_command_in_both_languages(arguments):
    answer = dev_py(*arguments)
    assert answer.returncode == 0
    for command in dev.COMMANDS:
        assert re.search(rf"^  {command} .*[\u4e00-\u9fff].* [a-z]+", answer.stdout, re.MULTILINE), command


def test_no_command_is_wrong_usage():
    answer = dev_py()
    assert answer.returncode == 2
    assert "python3 dev.py COMMAND" in answer.stdout


def test_an_unknown_command_is_named():
    answer = dev_py("tset")
    assert answer.returncode == 2
    assert "没有“tset”这个命令" in answer.stderr


# ------------------------------------------------------------------------------------------------------ lock
def test_the_lock_holds_every_direct_dependency_at_its_pin():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = dict(re.findall(r"^([\w-]+)==([\w.]+)", LOCK, re.MULTILINE))
    for requirement in map(Requirement, lines):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), requirement


def test_every_locked_package_is_pinned_with_hashes_and_no_address():
    packages = re.split(r"^(?=[\w-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in LOCK


def test_every_direct_dependency_is_justified():
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in project["project"]["dependencies"] + project["dependency-groups"]["dev"]:
        assert f"| {Requirement(line).name} |" in page, line


def test_every_locked_package_has_its_licence_named():
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w-]+)==", LOCK, re.MULTILINE):
        assert f"| {name} |" in page, name


def test_a_changed_lock_changes_the_stamp(monkeypatch, tmp_path):
    before = dev.lock_stamp()
    assert before == dev.lock_stamp()
    changed = tmp_path / "requirements.lock"
    changed.write_text(LOCK + "\n", encoding="utf-8")
    monkeypatch.setattr(dev, "LOCK", changed)
    assert dev.lock_stamp() != before


# ----------------------------------------------------------------------------------------------- environment
@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """dev.py working on an empty checkout, offline and on a system with every Debian package."""
    venv = tmp_path / "空 白" / ".venv"
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "STAMP", venv / dev.STAMP.name)
    monkeypatch.setattr(dev, "PYTHON", venv / dev.PYTHON.relative_to(ROOT / ".venv"))
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return tmp_path


def test_an_environment_is_made_once_and_then_needs_nothing(elsewhere, monkeypatch):
    dev.LOCK.write_text("", encoding="utf-8")
    dev.prepare([])
    assert dev.child(["-c", "raise SystemExit(7)"]) == 7
    monkeypatch.setattr(dev, "build_environment", pytest.fail)
    dev.prepare([])


def test_a_failed_installation_leaves_no_half_environment(elsewhere):
    dev.LOCK.write_text(f"not-to-be-had==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(dev.Refused, match="依赖没有装好"):
        dev.prepare([])
    assert not dev.VENV.exists()


def test_a_plain_c_locale_becomes_utf_8(monkeypatch):
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert dev.child_environment()["LC_ALL"] == "C.UTF-8"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "LC_ALL" not in dev.child_environment()


# ------------------------------------------------------------------------------------------- Debian packages
@pytest.fixture
def debian(monkeypatch, tmp_path):
    """A Debian with few packages; what apt-get is asked stands in a file. `debian(0)`: apt-get succeeds."""
    asked = tmp_path / "asked"

    def tool(name, script):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)

    def make(apt_exit):
        tool(
            "dpkg-query",
            "echo 'installed|xvfb,'; echo 'installed|libcups2t64,libcups2 (= 2.4)'; echo 'config-files|openbox,'",
        )
        tool("apt-get", f'echo "$@" >> "{asked}"; exit {apt_exit}')
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return lambda: asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []

    return make


pytestmark_debian = pytest.mark.skipif(
    sys.platform == "win32", reason="stands in for Debian's tools with shell scripts"
)


@pytestmark_debian
def test_missing_means_neither_installed_nor_provided(debian):
    debian(0)
    assert dev.missing_debian_packages(["xvfb", "libcups2", "openbox", "xdotool"]) == ["openbox", "xdotool"]


@pytestmark_debian
def test_root_gets_missing_packages_installed(debian, monkeypatch, capsys):
    asked = debian(0)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.provide_debian_packages(["xvfb", "xdotool"])
    assert [line.split()[0] for line in asked()] == ["update", "install"]
    assert asked()[1].endswith(" xdotool")
    assert "sudo" not in capsys.readouterr().out


@pytestmark_debian
@pytest.mark.parametrize(("user", "apt_exit"), [(1000, 0), (0, 100)], ids=["not root", "root offline"])
def test_otherwise_the_exact_line_is_printed_and_work_goes_on(debian, monkeypatch, capsys, user, apt_exit):
    asked = debian(apt_exit)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    dev.provide_debian_packages(["xvfb", "xdotool", "openbox"])
    assert "  sudo apt-get install --no-install-recommends xdotool openbox\n" in capsys.readouterr().out
    assert bool(asked()) is (user == 0)


@pytestmark_debian
def test_nothing_is_asked_when_nothing_is_missing(debian, capsys):
    asked = debian(0)
    dev.provide_debian_packages(["xvfb"])
    assert (asked(), capsys.readouterr().out) == ([], "")
