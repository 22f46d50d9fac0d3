"""``ktd init`` and ``ktd demo``: a new data directory, and a throw-away one to look around in."""

import tempfile
from argparse import Namespace
from pathlib import Path

from ktd_tui.commands.base import DONE, open_desk, say
from ktd_tui.commands.frame import Commands, Option
from ktd_tui.commands.opening import prepare_terminal, show_screens
from ktd_tui.commands.options import texts
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, t
from ktd_tui.operations.council.setup import InPapers, set_up_council, set_up_sample
from ktd_tui.operations.council.titles import Office

OFFICES = tuple(office.value for office in Office)
INIT_TEXTS = {
    "name": N_("the council's name (after its agency)"),
    "agency": N_("the agency that it serves"),
    "symbol": N_("the agency's part of a paper's number"),
    "place": N_("the place in dates"),
    "blocs": N_("the blocs' numbers or names, with commas between (I, II, III, IV, V)"),
}
INIT_OPTIONS = (
    Option("--sample", N_("with Khối V, 2022 in it"), action="store_true"),
    Option("--office", N_("what kind of office: its titles begin the council's list"), choices=OFFICES),
    *texts(INIT_TEXTS),
    Option("directory", N_("where (default: --data)"), N_("DIR"), nargs="?", type=Path),
)
COMMANDS = Commands()


@COMMANDS.bare("demo", help_of("demo"), about=False)
def _demo(options: Namespace, directory: Path) -> int:
    del directory  # a throw-away one takes its place
    prepare_terminal(options)
    options.read_only = False
    with tempfile.TemporaryDirectory(prefix="ktd-demo-") as name:
        folder = Path(name)
        with open_desk(folder, options, create=True) as desk:
            set_up_sample(desk)
            app = show_screens(desk._replace(sample=True), folder, options)
    app.lifeline.finish(app.return_code)


@COMMANDS.bare("init", help_of("init"), *INIT_OPTIONS, about=False)
def _init(options: Namespace, directory: Path) -> int:
    place = options.directory or directory
    with open_desk(place, options, create=True) as desk:
        if options.sample:
            set_up_sample(desk)
        else:
            given = {key: text for key in INIT_TEXTS if (text := getattr(options, key)) is not None}
            in_papers = InPapers(given.pop("symbol", ""), given.pop("place", ""))
            names = {"name": "", "agency": ""} | given
            set_up_council(desk, **names, office=options.office or Office.MINISTRY, in_papers=in_papers)
    say(t("Ready: {path}", path=place))
    if not (options.sample or options.agency):  # papers need it, and nobody asks for it here
        say(
            t(
                "Open it: ktd --data {path}, then write the agency in the line “The council's names”.",
                path=place,
            )
        )
    return DONE
