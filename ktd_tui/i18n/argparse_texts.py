"""The sentences of argparse that a user of ``ktd`` can meet, so that the catalogues hold them."""

import argparse

from ktd_tui.i18n import N_, plural, t

TEXTS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
)


def translate_argparse() -> None:
    """Let argparse ask ``t`` for its sentences: gettext itself would read the whole catalogue for them."""
    for name, says in (("_", _said), ("ngettext", plural)):
        setattr(argparse, name, says)


def _said(message: str | None) -> str | None:
    return t(message) if message else message  # it asks, too, for a description that nobody gave
