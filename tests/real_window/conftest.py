"""Hands on a real window answer within seconds only on a machine that has nothing else to do: `dev.py soak window`."""

from tests.soaking import SOAKING

collect_ignore_glob = [] if SOAKING else ["test_*.py"]
