"""The list of what the program is made of, as CycloneDX 1.5: `python3 dev.py sbom [FILE]`.

Read from requirements.lock (names, versions, hashes), docs/licences.md (licences, and what is shipped or for developers
only) and resources/fonts/manifest.toml. No clock and no chance: the same sources give the same bytes. No library, so
that it runs before anything is installed.
"""

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK, LICENCES = ROOT / "requirements.lock", ROOT / "docs" / "licences.md"
SHIPPED, DEVELOPERS = "Packages shipped with the program", "Packages for developers only"
SPDX = frozenset(
    {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-only", "MIT", "MIT-CMU", "MPL-2.0"}
    | {"OFL-1.1", "PSF-2.0", "Zlib"}
)
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill() -> dict[str, Any]:
    """The whole document as JSON."""
    components = [*packages(), *fonts()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "yishi-desktop",
                "name": "yishi-desktop",
                "version": program_version(),
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": components,
    }


def program_version() -> str:
    """What stands in the package, without importing it."""
    text = (ROOT / "yishi_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    assert found, "the package says no version"
    return found[1]


def packages() -> list[dict[str, Any]]:
    """Every package of the lock. `scope` is `required` for what is shipped, `excluded` for what developers use.

    ValueError for a package of which docs/licences.md says nothing.
    """
    shipped, developers = (licences(title) for title in (SHIPPED, DEVELOPERS))
    return [_package(name, version, hashes, shipped, developers) for name, version, hashes in locked()]


def locked() -> list[tuple[str, str, list[str]]]:
    """Name as registries write it, version, and the hashes of the wheels that may be installed."""
    found: list[tuple[str, str, list[str]]] = []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if pinned := _PINNED.match(line):
            found.append((_normal(pinned[1]), pinned[2], []))
        if found:
            found[-1][2].extend(_HASH.findall(line))
    return found


def licences(title: str) -> dict[str, str]:
    """Package → licence, from one table of docs/licences.md."""
    page = LICENCES.read_text(encoding="utf-8")
    table = page.partition(f"## {title}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", table, re.MULTILINE)
    return {_normal(name): words for name, words in rows if name not in ("package", "---")}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(
    name: str, version: str, hashes: list[str], shipped: dict[str, str], developers: dict[str, str]
) -> dict[str, Any]:
    words = shipped.get(name) or developers.get(name)
    if words is None:
        raise ValueError(f"docs/licences.md says nothing of {name}")
    first = words.split(" ")[0].rstrip(",;")
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "scope": "required" if name in shipped else "excluded",
        "licenses": [{"license": {"id": words} if words in SPDX else {"name": words}}],
        # One a wheel: a package has several, for the systems it runs on.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"pkg:pypi/{name}@{version}",
                "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(hashes)],
            }
        ],
    } | ({"description": words} if first in SPDX and first != words else {})


def fonts() -> list[dict[str, Any]]:
    """The font files as they lie in resources/fonts."""
    manifest = tomllib.loads((ROOT / "resources" / "fonts" / "manifest.toml").read_text(encoding="utf-8"))
    version = str(manifest.get("version", "1"))
    return [
        {
            "type": "file",
            "bom-ref": f"font:{path.name}",
            "name": path.name,
            "version": version,
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
        }
        for path in sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
    ]


def as_text() -> str:
    """The document as it is written."""
    return json.dumps(bill(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(as_text(), encoding="utf-8")
    else:
        sys.stdout.write(as_text())
