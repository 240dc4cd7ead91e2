"""The stores of tests/storage, for the promises that need more than storage."""

from tests.storage.conftest import folder, store

__all__ = ["folder", "store"]
