"""Qt, with Python's own `import` given back.

Once PySide6 is loaded it looks into every module imported later, reading its source and keeping it, to see whether it
uses PySide and could want `from __feature__ import snake_case`. Nobody here wants that. Import this before anything else
that needs Qt.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - it is what replaces the import

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
