"""Faults planted on purpose, each with the test that must go red: `python -m tests.faults.seeded` runs them all.

A fault is planted in a copy of the source tree. A test that stays green with the fault in place proves nothing.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
COPIED, LINKED = ("yishi_desktop", "tests", "pyproject.toml"), ("resources", "forms")
TEST_FAILED = 1
"""pytest's exit code when tests ran and failed; a fault that breaks the collection is badly planted."""


class Change(NamedTuple):
    """`old` stands in the file exactly once and becomes `new`."""

    file: str
    old: str
    new: str


class Fault(NamedTuple):
    """What somebody might do, as changes of the source, and the test that must see it."""

    changes: tuple[Change, ...]
    test: str


def _careless(setting: str, number: int) -> tuple[Change, ...]:
    """The setting, and the check at opening that would refuse it at once."""
    database = "yishi_desktop/storage/database.py"
    return (
        Change(database, "synchronous=FULL", f"synchronous={setting}"),
        Change(database, '("truncate", 2)', f'("truncate", {number})'),
    )


_POWER_CUT = "tests/storage/test_power_cut.py::test_no_cut_loses_what_was_confirmed"
_SAFE_FILE = "yishi_desktop/storage/safe_file.py"
_NAIVE = Change(
    _SAFE_FILE,
    "build_in_place(path, lambda temporary: temporary.write_bytes(data), pause=pause)",
    "path.write_bytes(data)",
)
_CHILD = "yishi_desktop/services/strangers/child.py"
_NO_PREFLIGHT = Change(_CHILD, "preflight(data, by_hand=True)", "assert preflight")
_ROWS = "yishi_desktop/storage/rows.py"
_ONE_TABLE_PLAIN = (
    Change(_ROWS, 'cipher.conceal(packed, f"revision {own}")', "packed"),
    Change(_ROWS, """cipher.reveal(row["payload"], f"revision {row['revision_id']}")""", 'row["payload"]'),
)
_SESSION = "tests/reliability/test_encrypted.py::test_a_whole_session_leaves_nothing_readable_anywhere"
_NO_MASK = Change("yishi_desktop/ui/crash.py", "{masked(rest)}", "{rest}")

# ruff: noqa: E501 - a planted change is one line, as it stands in the file
FAULTS = {
    "synchronous=NORMAL": Fault(_careless("NORMAL", 1), _POWER_CUT),
    "naive saving": Fault((_NAIVE,), "tests/reliability/test_pulled_stick.py::test_a_pulled_stick_holds_the_old_file_or_the_new_one"),
    "preflight off": Fault((_NO_PREFLIGHT,), "tests/services/test_roster_files.py::test_a_single_word_at_the_end_of_the_sheet_is_refused_by_its_cell"),
    "one table not encrypted": Fault(
        _ONE_TABLE_PLAIN,
        "tests/services/test_encryption.py::test_encrypted_nobody_is_named_in_any_file_and_everything_is_there",
    ),
    "mask off": Fault((_NO_MASK,), "tests/ui/test_crash.py::test_a_fault_is_logged_without_names_and_told"),
}  # fmt: skip
"""Those every run proves."""

MORE = {
    "one table not encrypted, a whole session": Fault(_ONE_TABLE_PLAIN, _SESSION),
    "attachments not encrypted": Fault(
        (Change("yishi_desktop/storage/attachments.py", "self._cipher.conceal_file(data, path.name) if self._cipher else data", "data"),),
        _SESSION,
    ),
    "drafts not encrypted": Fault(
        (
            Change(_ROWS, '"", cipher.conceal(f"{base}\\n{payload}", f"draft {record_id}")', "base, payload"),
            Change(_ROWS, 'cipher.reveal(payload, f"draft {record_id}").partition("\\n")', '(base, "", payload)'),
        ),
        "tests/reliability/test_encrypted.py::test_what_was_typed_survives_a_kill_and_is_readable_to_nobody",
    ),
    "a plain copy of encrypted data": Fault(
        (Change("yishi_desktop/storage/backup.py", "now.isoformat(), encryption)", "now.isoformat())"),),
        "tests/services/test_encryption.py::test_encrypted_nobody_is_named_in_any_file_and_everything_is_there",
    ),
    "synchronous=OFF": Fault(_careless("OFF", 0), _POWER_CUT),
    "naive saving on a full disk": Fault((_NAIVE,), "tests/reliability/test_full_disk.py"),
    "a forgotten flush": Fault(
        (Change(_SAFE_FILE, "        _flush_file(temporary)\n", ""),), "tests/reliability/test_pulled_stick.py"
    ),
    "preflight off, bombs": Fault((_NO_PREFLIGHT,), "tests/reliability/test_strangers.py::test_no_bomb_goes_off"),
    "a reading process without a limit of memory": Fault(
        (Change(_CHILD, "        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))\n", ""),),
        "tests/services/test_reading_room.py::test_a_reader_that_fills_the_memory_is_refused",
    ),
    "mask off, a whole session": Fault(
        (_NO_MASK,), "tests/reliability/test_start.py::test_a_whole_session_leaves_no_name_and_no_number"
    ),
    "names of people in the ledger": Fault(
        (Change("yishi_desktop/services/delivering/ledgers.py", "if masked else without", "if not masked else without"),),
        "tests/services/test_merging.py::test_no_names_of_participants_travel",
    ),
    "a roster without a transaction": Fault(
        (Change("yishi_desktop/services/village.py", "    with office.store.database.atomic():", "    if True:"),),
        "tests/reliability/test_all_or_nothing.py",
    ),
    "hashes not compared": Fault(
        (Change("yishi_desktop/storage/health.py", "if same and is_intact", "if same"),),
        "tests/reliability/test_direct_edits.py",
    ),
    "seals not checked": Fault(
        (Change("yishi_desktop/services/keeping/backups.py", "    words += broken_seals(", "    assert broken_seals, ("),),
        "tests/services/test_sealing.py::test_an_unsealed_matter_that_was_there_at_a_sealing_cannot_be_taken_out_either",
    ),
    "an archived matter not sealed": Fault(
        (Change("yishi_desktop/services/cases.py", "            sealed = seal_if_archived(office, case, reason)", "            sealed = False"),),
        "tests/services/test_sealing.py::test_archiving_seals_and_typing_on_something_else_does_not",
    ),
    "a masked case file that is not": Fault(
        (Change("yishi_desktop/services/case_files.py", "case, contents = masked_case(case), ", "contents = "),),
        "tests/services/test_privacy.py::test_a_case_file_has_no_telephone_and_a_masked_one_nobody_who_took_part",
    ),
    "exports that are not noted": Fault(
        (Change("yishi_desktop/services/delivering/ledgers.py", "    departures.note(", "    repr("),),
        "tests/services/test_privacy.py::test_everything_that_leaves_is_noted_with_what_was_hidden",
    ),
    "an empty file for lost data": Fault(
        (Change("yishi_desktop/services/office.py", " or _were_here(folder)", ""),),
        "tests/reliability/test_start.py::test_a_data_file_that_is_gone_is_not_replaced_by_an_empty_one",
    ),
    "no copy before an upgrade": Fault(
        (Change("yishi_desktop/storage/database.py", "    safe_write(database.path.with_name", "    str(database.path.with_name"),),
        "tests/reliability/test_upgrade.py",
    ),
    "the newest clock wins": Fault(
        (Change("yishi_desktop/domain/revisions.py", "    return frozenset(a) | frozenset(b)", "    both = [*a, *b]\n    return frozenset({r.record_id: r for r in sorted(both, key=lambda r: r.made_at)}.values())"),),
        "tests/reliability/test_merge_scenarios.py",
    ),
}  # fmt: skip
"""Those `python3 dev.py soak` proves as well."""


def planted(fault: Fault, folder: Path) -> Path:
    """The source tree with the fault, in `folder`."""
    tree = folder / "tree"
    tree.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tree / name)
    for name in LINKED:
        (tree / name).symlink_to(ROOT / name, target_is_directory=True)
    for file, old, new in fault.changes:
        text = (tree / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file}: “{old}” stands there {text.count(old)} times"
        (tree / file).write_text(text.replace(old, new), encoding="utf-8")
    return tree


def outcome(fault: Fault, folder: Path) -> subprocess.CompletedProcess[str]:
    """The run of the fault's test on the planted tree."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "--assert=plain",  # nobody reads why it is red, and explaining two unequal workbooks takes minutes
        fault.test,
    ]
    return subprocess.run(command, cwd=planted(fault, folder), capture_output=True, text=True, check=False)


def main() -> int:
    """One line a fault; 1 when a test did not see its fault."""
    unseen = 0
    for name, fault in (FAULTS | MORE).items():
        with tempfile.TemporaryDirectory(prefix="yishi-fault-") as folder:
            seen = outcome(fault, Path(folder)).returncode == TEST_FAILED
        unseen += not seen
        print(f"{'red, as it must be' if seen else 'NOT SEEN          '}  {name:<32}{fault.test}", flush=True)
    return int(bool(unseen))


if __name__ == "__main__":
    sys.exit(main())
