"""Provinces, cities, counties and townships to choose from at first start, so that nobody has to type them."""

import json
from collections.abc import Mapping
from functools import cache

from yishi_desktop.paths import data_root

Regions = Mapping[str, Mapping[str, Mapping[str, list[str]]]]


@cache
def load_regions() -> Regions:
    """Province → city → county → townships, in the order of the statistical codes. About 650 KB: load late."""
    regions: Regions = json.loads((data_root() / "resources" / "regions.json").read_text(encoding="utf-8"))
    return regions
