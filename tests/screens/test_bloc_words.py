"""A council whose blocs are «Cụm»: no screen, no page as text and no paper says «khối»."""

from pathlib import Path

from textual.screen import ModalScreen

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from screens.council.welcome import WelcomeScreen
from screens.help import HelpScreen
from screens.plain_text import PlainTextScreen
from tests.operations.bloc_words import rename_blocs, said_of_blocs
from tests.screens.driving import press, running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes

APART = {
    WelcomeScreen: "offers the sample, Khối V",
    HelpScreen: "opened above each of the others",
    PlainTextScreen: "opened above each of the others",
}


async def test_on_every_screen(sample: Desk, tmp_path: Path) -> None:
    rename_blocs(sample)
    wrong: dict[str, list[str]] = {}
    async with running(sample, tmp_path, (160, 60)) as (app, pilot):
        home = app.screen
        for of in screen_classes():
            if of in APART:
                continue
            screen = make_screen(of, sample)
            await app.push_screen(screen)
            await settle(pilot)
            pages = [shown(app)]
            if isinstance(app.screen, ModalScreen):  # some ask something first
                await press(pilot, "escape")
                pages.append(shown(app))
            pages += page_lines(screen.plain_page(), 160)
            wrong[of.__name__] = said_of_blocs("\n".join(pages))
            while app.screen is not home:
                app.pop_screen()
                await settle(pilot)
    assert not {name: lines for name, lines in wrong.items() if lines}


def test_on_every_paper(sample: Desk) -> None:
    rename_blocs(sample)
    year = sample.store.find(BlocYear, year=2022)[0]
    said = {}
    for kind in KINDS:
        try:
            said[kind] = said_of_blocs("\n".join(printing.preview(sample, PaperRef(kind, year.id), 100)))
        except Refused as refused:
            said[kind] = said_of_blocs(refused.message)
    assert not {kind: lines for kind, lines in said.items() if lines}
