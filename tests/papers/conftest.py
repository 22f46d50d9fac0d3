"""Sentences are compared in English, whatever language another test chose."""

import pytest

from ktd_tui import i18n


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")
