"""What goes into the bundle and what stays out: the decisions of build.spec, as plain functions a test can call.

An entry is what PyInstaller collected: (place in the bundle, file it comes from, kind). Places are compared with
forward slashes, so that one list serves Linux and Windows.
"""

import re
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from tools.sbom import SHIPPED, licences

ROOT = Path(__file__).resolve().parent.parent
NAME = "议事"
COMMAND = "yishi"
"""The window's program and, beside it, the one for a terminal: a Windows program is either one or the other."""
DATA = ("forms", "resources")
DIST, BUILD = ROOT / "dist", ROOT / "build"
BUNDLE = DIST / NAME
WINDOWS = sys.platform == "win32"
SUFFIX = ".exe" if WINDOWS else ""

UNUSED_MODULES = (
    "tkinter", "unittest", "pydoc", "doctest", "test", "lib2to3", "setuptools", "pip", "xmlrpc", "curses",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDBus",
    "lxml", "numpy", "defusedxml", "PIL.ImageTk", "PIL.ImageQt", "PIL.AvifImagePlugin", "reportlab.graphics",
    "httpx._main", "click", "rich", "pygments", "markdown_it", "bcrypt", "_pytest",
)  # fmt: skip
"""Named because something we use would take them if they are there, and goes without them if they are not."""
COMPILED = ("tomli",)
"""Packages compiled by mypyc: their modules import one with a made-up name, which nothing but their list of files tells."""

# The window needs a way to the screen, our drawings, a printer and a Chinese keyboard; photographs come as JPEG or PNG.
PLUGINS = {
    "platforms": ("qwindows", "qxcb", "qoffscreen"),
    "styles": ("qmodernwindowsstyle",),
    "imageformats": ("qjpeg", "qsvg"),
    "iconengines": ("qsvgicon",),
    "printsupport": ("cupsprintersupport",),
    "platforminputcontexts": ("ibusplatforminputcontextplugin", "composeplatforminputcontextplugin"),
}
_PLUGIN = re.compile(r"plugins/([\w-]+)/(?:lib)?([\w-]+)\.(?:so|dll)$")
# Software OpenGL, the browser's data, QML and what only those left out link to. Raster widgets need none of it.
_UNUSED = re.compile(
    r"(?:^|/)(?:lib)?(?:opengl32sw|icudtl|d3dcompiler_\w+|Qt6(?:Qml\w*|Quick\w*|OpenGL\w*|Pdf\w*|VirtualKeyboard\w*"
    r"|Wayland\w*|Wl\w*|EglF[sS]\w*|Sql|Test|Designer\w*|Help|UiTools|Xml|Concurrent|ShaderTools|Labs\w+))(?:\.|$)"
    r"|/qml/|/metatypes/|/(?:bin|typesystems|glue|include|doc|scripts|support)/.*$|\.pyi$"
)
_LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_TRANSLATION = re.compile(r"/translations/(.+\.qm)$")
TRANSLATION = "qtbase_zh_CN.qm"
Entry = tuple[str, str, str]


def is_needed(place: str) -> bool:
    """Does this file of the Qt packages belong into the bundle? Everything that is not Qt's does."""
    path = place.replace("\\", "/")
    if "PySide6/" not in path and "Qt6" not in path:
        return not path.endswith((".pyi", ".c", ".h"))
    if plugin := _PLUGIN.search(path):
        return plugin[2] in PLUGINS.get(plugin[1], ())
    if translation := _TRANSLATION.search(path):
        return translation[1] == TRANSLATION
    return not _UNUSED.search(path)


def only_needed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that stay."""
    return [entry for entry in entries if is_needed(entry[0])]


def reachable(binaries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The binaries something still loads: with a plugin, the libraries go that only the plugin wanted (GTK: 40 of them).

    `imports(file)` names the libraries a file is linked to. What nobody links to is loaded by name and stays: Python's
    extension modules, plugins, Python itself.
    """
    listed = list(binaries)
    by_name = {library_name(entry[0]): entry for entry in listed}
    waiting = [entry for entry in listed if not is_library(entry)]
    found = {entry[0] for entry in waiting}
    while waiting:
        for name in imports(waiting.pop()[1]):
            entry = by_name.get(library_name(name))
            if entry is not None and entry[0] not in found:
                found.add(entry[0])
                waiting.append(entry)
    return [entry for entry in listed if entry[0] in found]


def library_name(place: str) -> str:
    """What a library is called in another file's list of imports; Windows does not mind capitals."""
    return PurePosixPath(place.replace("\\", "/")).name.lower()


def is_library(entry: Entry) -> bool:
    """A library others link to, rather than one that is loaded by its name."""
    name = library_name(entry[0])
    by_name = entry[2] == "EXTENSION" or "/plugins/" in entry[0].replace("\\", "/")
    return not (
        by_name or name.startswith(("libpython", "python3", "pdfium", "libpdfium")) or name.endswith(".pyd")
    )


def data_files() -> list[tuple[str, str]]:
    """Forms, fonts, procedures and drawings, at the place `paths.data_root` looks for first; texts of licences beside."""
    carried = [(str(ROOT / name), f"yishi_desktop/_data/{name}") for name in DATA]
    licences = [(str(ROOT / "LICENSE"), "许可"), (str(ROOT / "docs" / "licences.md"), "许可")]
    texts = [(str(path), f"许可/{package}") for package, path in licence_texts()]
    return carried + licences + texts


def licence_texts() -> Iterator[tuple[str, Path]]:
    """The licence of every shipped package that is installed here, by its folder, as its wheel brings it; Python's last.

    PySide6's wheels bring none: theirs is the LGPL-3.0, whose text comes with psycopg.
    """
    for package in licences(SHIPPED):
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:  # of another system
            continue
        for file in files:
            folder, *inside = file.parts
            if folder.endswith(".dist-info") and _LICENCE.search("/".join(inside)):
                yield "/".join((package, *inside[:-1])), Path(str(file.locate()))
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if own.is_file():
        yield "python", own


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """`0.1.0` as the four numbers Windows wants; what stands behind a number (rc1) is left out."""
    numbers = [int(found) for found in re.findall(r"(?:^|\.)(\d+)", version)][:4]
    one, two, three, four = numbers + [0] * (4 - len(numbers))
    return one, two, three, four


def version_resource(version: str, file_name: str) -> str:
    """The version resource of a Windows program: what 属性 → 详细信息 shows, in Chinese."""
    numbers = version_numbers(version)
    shown: Mapping[str, str] = {
        "CompanyName": "议事",
        "FileDescription": "议事：村（社区）议事协商",
        "FileVersion": version,
        "InternalName": file_name,
        "LegalCopyright": "Apache-2.0",
        "OriginalFilename": f"{file_name}.exe",
        "ProductName": "议事",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in shown.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004,"
        " fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('080404b0', "
        f"[{strings}])]), VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])"
    )
