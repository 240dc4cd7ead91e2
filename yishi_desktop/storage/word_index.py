"""Finding any part of any of very many texts: an index in memory, nothing on the disk.

SQLite's own trigram index finds three characters and more; most Chinese words have two. Those, and single characters, are
found by a second index in which every character is a word of its own. Both find every place there is.
"""

import sqlite3
from collections.abc import Iterable

_SEPARATOR = "\x01"
_SIGNS = "".join(chr(code) for code in range(2, 128) if not chr(code).isalnum())
"""Blanks and marks: words like all others, so that nothing typed is passed over."""
_TRIGRAM = 3
_MADE = "CREATE VIRTUAL TABLE {} USING fts5(text, content='', columnsize=0, tokenize=\"{}\")"


class WordIndex:
    """Texts by their place in the order given. Made and asked in one thread."""

    def __init__(self, texts: Iterable[str]) -> None:
        # it may be let go by another thread than the one that made it
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        signs = _SIGNS.replace("'", "''").replace('"', '""')
        self._connection.execute(_MADE.format("single", f"ascii tokenchars '{signs}'"))
        self._connection.execute(_MADE.format("triple", "trigram case_sensitive 1"))
        self._connection.execute("BEGIN")
        for number, text in enumerate(texts):
            folded = _folded(text)
            self._connection.execute("INSERT INTO triple (rowid, text) VALUES (?, ?)", (number, folded))
            single = _SEPARATOR.join(folded)
            self._connection.execute("INSERT INTO single (rowid, text) VALUES (?, ?)", (number, single))
        self._connection.execute("COMMIT")

    def find(self, words: str, most: int) -> tuple[int, list[int]]:
        """How many texts hold `words`, capitals alike, and the places of the first of them. Words of nothing: none."""
        wanted = _folded(words)
        if not wanted:
            return 0, []
        table, parts = ("triple", wanted) if len(wanted) >= _TRIGRAM else ("single", _SEPARATOR.join(wanted))
        phrase = '"{}"'.format(parts.replace('"', '""'))
        where = f"FROM {table} WHERE {table} MATCH ?"
        first = self._connection.execute(f"SELECT rowid {where} LIMIT ?", (phrase, most)).fetchall()
        (count,) = self._connection.execute(f"SELECT count(*) {where}", (phrase,)).fetchone()
        return count, [row[0] for row in first]


def _folded(text: str) -> str:
    """Capitals alike; without the two signs the index itself needs, which nobody can type."""
    return text.casefold().replace("\0", "").replace(_SEPARATOR, "")
