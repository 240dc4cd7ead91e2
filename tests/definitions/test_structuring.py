"""The quick way to a dataclass and the exact one agree about everything; the exact one is gone only to refuse."""

import json
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import cases
from yishi_desktop.definitions import codec, forms, holidays, procedures
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.refusing import structure_or_refuse
from yishi_desktop.definitions.structuring import read_toml
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.paths import data_root
from yishi_desktop.services.case_files import sample_cases

MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
STRANGE = (None, True, 3, 2.5, "", "别的", "2026-02-30", [], [3], {}, {"title": 3}, [{"cast": "3"}])
SHIPPED = [
    *((forms._FORMAT, path, Form) for path in sorted((data_root() / "forms").glob("*.toml"))),
    *((procedures._FORMAT, path, Procedure) for path in sorted((data_root() / "resources/procedures").glob("*.toml"))),
    (holidays._FORMAT, data_root() / "resources/holidays.toml", holidays._File),
]  # fmt: skip


def exactly(form, data, record):
    return structure_or_refuse(form, data, record, "某处", {})


@pytest.mark.parametrize(("form", "path", "record"), SHIPPED, ids=[path.stem for _, path, _ in SHIPPED])
def test_both_ways_read_every_file_that_ships_alike(form, path, record):
    data = read_toml(path)
    assert form.read(data, record) == exactly(form, data, record)


def test_both_ways_read_every_sample_alike():
    for case in sample_cases():
        assert codec._RECORDS.read(to_json(case), Case) == case


@MANY
@given(cases(), st.data())
def test_what_is_spoilt_is_refused_by_both_or_read_alike(case, data):
    """One value anywhere in a record becomes something else: the quick way never takes what the exact one refuses."""
    record = json.loads(json.dumps(to_json(case)))
    spot = data.draw(st.sampled_from(list(spots(record))))
    spoilt = data.draw(st.sampled_from(STRANGE))
    spot(spoilt)
    assert told(partial(codec.from_json, record, Case, "某处")) == told(
        partial(exactly, codec._RECORDS, record, Case)
    )


def spots(value):
    """A way to put something else in the place of each value."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield partial(value.__setitem__, key)
        if isinstance(inner, dict | list):
            yield from spots(inner)


def told(read):
    try:
        return read()
    except DefinitionError as refused:
        return str(refused)
