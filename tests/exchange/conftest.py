import pytest

from tests.exchange.davserver import Dav, Link, make_certificate, serving


@pytest.fixture
def dav(tmp_path):
    """A WebDAV server over TLS with an empty folder."""
    (tmp_path / "server").mkdir()
    with serving(Dav(tmp_path / "server", *make_certificate(tmp_path))) as server:
        yield server


@pytest.fixture
def link(dav):
    """The link to it."""
    made = Link(dav.port)
    yield made
    made.close()
