"""The stores of tests/storage and the dressed program of tests/ui, for the promises that need more than one room."""

from tests.storage.conftest import folder, store
from tests.ui.conftest import dressed

__all__ = ["dressed", "folder", "store"]
