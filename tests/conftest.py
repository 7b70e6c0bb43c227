"""What every test finds ready: compiled forms, Qt without a screen."""

import os

import pytest

from erzeugen import erzeuge

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
erzeuge()

pytest_plugins = ["tests.hilfen.vorrat"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave the keyring of whoever runs pytest by hand alone."""
    if item.get_closest_marker("schluesselbund") and "KIM_TEST_SCHLUESSELBUND" not in os.environ:
        pytest.skip("nur mit tools/testen.py: braucht einen eigenen Schlüsselbund")
