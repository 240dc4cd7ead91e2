"""The bill of materials names what the lock installs and what is shipped, the same every time."""

import json
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import sbom


def test_every_package_of_the_lock_is_there_with_its_hashes():
    packages = {one["name"]: one for one in sbom.packages()}
    text = sbom.LOCK.read_text(encoding="utf-8")
    assert len(packages) == sum("==" in line for line in text.splitlines())
    references = [one["externalReferences"][0] for one in packages.values()]
    assert sum(len(one["hashes"]) for one in references) == text.count("--hash=sha256:")
    assert all(one["hashes"] for one in references)


def test_what_the_program_asks_for_is_marked_as_shipped():
    project = tomllib.loads((sbom.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    shipped = {one["name"] for one in sbom.packages() if one["scope"] == "required"}
    assert asked <= shipped
    assert "pytest" not in shipped


def test_each_component_has_one_name_and_a_licence():
    components = sbom.bill()["components"]
    references = [one["bom-ref"] for one in components]
    assert len(references) == len(set(references))
    assert all(one["licenses"] for one in components if one["type"] == "library")
    assert sum(one["type"] == "file" for one in components) == len(
        list(sbom.ROOT.glob("resources/fonts/*.ttf"))
    )


def test_the_same_sources_give_the_same_bytes():
    assert sbom.as_text() == sbom.as_text()
    assert json.loads(sbom.as_text())["specVersion"] == "1.5"


def test_a_package_nobody_looked_at_is_refused(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("unheard-of==1.0 \\\n    --hash=sha256:" + "0" * 64, encoding="utf-8")
    monkeypatch.setattr(sbom, "LOCK", lock)
    with pytest.raises(ValueError, match="unheard-of"):
        sbom.packages()
