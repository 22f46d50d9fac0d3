"""The screens opened on a data directory, by ``ktd`` without a command and by commands that show them."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ktd_tui.commands.base import open_desk, read_only
from ktd_tui.terminal.environment import ASCII, check, face, prepare_environment

if TYPE_CHECKING:
    from ktd_tui.app import KtdApp
    from ktd_tui.operations.desk import Desk


def open_screens(options: Namespace, directory: Path) -> int:
    """Open the screens on the data directory; a first start makes it."""
    from store.directory import is_fresh

    prepare_terminal(options)
    # A first start makes the file; an existing one is only ever opened, nor is one made beside its remains.
    fresh = is_fresh(directory) and not read_only(options)
    with open_desk(directory, options, create=fresh) as desk:
        app = show_screens(desk, directory, options)
    app.lifeline.finish(app.return_code)


def prepare_terminal(options: Namespace) -> None:
    """Refuse what cannot show screens; take a person's own keys before any screen is imported."""
    check(sys.stdin, sys.stdout)
    prepare_environment()
    if options.settings.keys:
        from ktd_tui.keymap import remap

        remap(options.settings.keys, options.settings.keys_from)


def show_screens(desk: "Desk", directory: Path, options: Namespace) -> "KtdApp":
    """Run the app until the person leaves it."""
    from ktd_tui.operations.server.drafts import Draft, Drafts

    files = None if desk.actor.read_only else Drafts(directory, desk.store.presence.drafts)
    draft = Draft(files, str(desk.actor.uid))
    draft.load()
    from ktd_tui.app import KtdApp

    settings = options.settings
    shown = face(ASCII if getattr(options, "ascii", False) else settings.borders)
    theme = getattr(options, "theme", settings.theme)
    app = KtdApp(desk, draft, theme=theme, face=shown, clipboard=settings.clipboard != "off")
    app.run(mouse=False)
    return app
