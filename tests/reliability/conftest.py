"""The stores of tests/storage and the dressed program of tests/ui, for the promises that need more than one room."""

from tests.storage.conftest import encryption, folder, store
from tests.ui.conftest import dressed

__all__ = ["dressed", "encryption", "folder", "store"]
