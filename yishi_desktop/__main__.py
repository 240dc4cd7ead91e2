"""`python -m yishi_desktop` and the `yishi` command: the terminal when words follow, the window when none do."""

import gc
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program; the exit code is 0 done, 1 refused with a reason, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--read-strangers"]:  # services/strangers/room.py starts the program so
        from yishi_desktop.services.strangers.child import serve

        return serve()
    if words == ["--self-test"]:
        from yishi_desktop.app import self_test

        return self_test()
    if _for_window(words):
        gc.disable()  # the window collects by itself (ui/garbage.py); what is loaded at the start stays anyway
        from yishi_desktop.app import run

        return run(words)
    from yishi_desktop.cli import run_command

    return run_command(words)


def _for_window(words: list[str]) -> bool:
    """Nothing asked for, or only where the data lie."""
    return not words or (words[0] == "--data" and len(words) == 2)


if __name__ == "__main__":
    sys.exit(main())
