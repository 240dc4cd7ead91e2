"""What goes into the bundle: the decisions of build.spec, and an installer that compiles. The bundle itself is built
and tried by `python3 dev.py bundle`."""

import subprocess
from pathlib import Path

import pytest

from tools import drawing, installer, packing, sbom

ROOT = Path(__file__).resolve().parents[2]
QT = "PySide6/Qt"


@pytest.mark.parametrize(
    "place",
    [
        f"{QT}/lib/libQt6Core.so.6",
        f"{QT}/lib/libQt6Network.so.6",
        f"{QT}/plugins/platforms/libqxcb.so",
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\styles\qmodernwindowsstyle.dll",
        f"{QT}/translations/qtbase_zh_CN.qm",
        r"PySide6\Qt6Widgets.dll",
        "PIL/_imaging.so",
        "yishi_desktop/_data/forms/plan.toml",
    ],
)
def test_what_the_window_needs_is_taken(place):
    assert packing.is_needed(place)


@pytest.mark.parametrize(
    "place",
    [
        f"{QT}/lib/libQt6Qml.so.6",
        f"{QT}/lib/libQt6WaylandClient.so.6",
        "libQt6EglFsKmsSupport.so.6",
        f"{QT}/plugins/wayland-shell-integration/libxdg-shell.so",
        f"{QT}/plugins/platforms/libqeglfs.so",
        r"PySide6\plugins\imageformats\qtiff.dll",
        r"PySide6\opengl32sw.dll",
        r"PySide6\Qt6Quick.dll",
        r"PySide6\Qt6VirtualKeyboard.dll",
        f"{QT}/translations/qtbase_de.qm",
        f"{QT}/translations/qt_zh_CN.qm",
        r"PySide6\translations\designer_zh_CN.qm",
    ],
)
def test_what_nobody_uses_stays_out(place):
    assert not packing.is_needed(place)


def test_libraries_go_with_the_plugin_that_wanted_them():
    entries = [
        (f"{QT}/plugins/platforms/libqxcb.so", "xcb", "BINARY"),
        ("app.so", "app", "EXTENSION"),
        ("libX11.so.6", "x11", "BINARY"),
        ("libxcb.so.1", "xcb-lib", "BINARY"),
        ("libgtk-3.so.0", "gtk", "BINARY"),
        ("libcairo.so.2", "cairo", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
    ]
    links = {"xcb": ["libX11.so.6"], "x11": ["libxcb.so.1"], "gtk": ["libcairo.so.2"]}
    kept = packing.reachable(entries, lambda file: links.get(file, []))
    assert {entry[1] for entry in entries} - {entry[1] for entry in kept} == {"gtk", "cairo"}


def test_windows_does_not_mind_capitals():
    entries = [("a.pyd", "a", "EXTENSION"), ("VCRUNTIME140.dll", "vc", "BINARY")]
    assert packing.reachable(entries, lambda file: ["vcruntime140.dll"] if file == "a" else []) == entries


def test_what_is_carried_stands_where_the_program_looks_first():
    places = {place for _, place in packing.data_files()}
    assert {"yishi_desktop/_data/forms", "yishi_desktop/_data/resources"} <= places
    assert all(Path(source).exists() for source, _ in packing.data_files())


def test_the_licence_of_every_package_goes_along():
    texts = {folder.partition("/")[0]: path for folder, path in packing.licence_texts()}
    shipped = set(sbom.licences(sbom.SHIPPED)) - {"tzdata"}  # on Windows alone
    assert shipped - set(texts) == {"pyside6-essentials", "shiboken6"}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["psycopg"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("2.0.1rc3", (2, 0, 1, 0))],
)
def test_a_version_becomes_the_four_numbers_of_windows(version, numbers):
    assert packing.version_numbers(version) == numbers


def test_the_version_resource_is_what_pyinstaller_evaluates():
    kinds = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )
    names = {kind: lambda *values, kind=kind, **more: (kind, *values, more) for kind in kinds}
    made = eval(packing.version_resource("1.2.3", "议事"), names)
    fixed, (strings, languages) = made[1]["ffi"], made[1]["kids"]
    assert fixed[1]["filevers"] == (1, 2, 3, 0)
    assert {row[1]: row[2] for row in strings[1][0][2]}["FileDescription"] == "议事：村（社区）议事协商"
    assert languages[1][0][2] == [0x0804, 1200]


def test_the_icon_holds_every_size(tmp_path, qapp):
    from PIL import Image

    drawing.write_icon(ROOT / "resources" / "icons" / "program.svg", tmp_path / "a.ico")
    with Image.open(tmp_path / "a.ico") as icon:
        assert {side for side, _ in icon.info["sizes"]} == set(drawing.SIZES)


@pytest.mark.needs("makensis")
def test_the_installer_compiles_and_is_a_windows_program(tmp_path, monkeypatch, qapp):
    folder = tmp_path / "议 事"
    (folder / "_internal").mkdir(parents=True)
    (folder / "议事.exe").write_bytes(b"MZ")
    (folder / "_internal" / "无后缀").write_bytes(b"x" * 4000)
    monkeypatch.setattr(installer, "BUNDLE", folder)
    icon, target = tmp_path / "a.ico", tmp_path / "安装.exe"
    drawing.write_icon(ROOT / "resources" / "icons" / "program.svg", icon)
    done = subprocess.run(
        installer.command("makensis", icon, target), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-800:]
    assert installer.is_installer(target.read_bytes())
    assert not installer.is_installer(target.read_bytes()[:2000])


def test_the_installer_and_the_uninstaller_leave_the_data_folder():
    script = installer.SCRIPT.read_text(encoding="utf-8")
    uninstall = script[script.index('Section "Uninstall"') :]
    removed = [line.split()[-1] for line in uninstall.splitlines() if line.strip().startswith("RMDir /r")]
    assert removed == ['"$INSTDIR\\$1"', '"$SMPROGRAMS\\议事"']
    assert "RequestExecutionLevel user" in script
