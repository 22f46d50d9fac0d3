"""One paper as it is printed, now or as it was sealed; F12 writes it, Ctrl+S seals it, F4 amends it."""

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from textual import work

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.i18n import N_, t
from ktd_tui.operations.papers.amending import amend_signed
from ktd_tui.operations.papers.current import paper, signed_of
from ktd_tui.operations.papers.kinds import PaperRef, kind_named, meeting_about
from ktd_tui.operations.papers.numbering import proposed_day
from ktd_tui.operations.papers.preflight import Problem, each_lack, problem_line
from ktd_tui.operations.papers.printing import paper_file, plain_paper, preview, print_paper
from ktd_tui.operations.papers.register import amendment, latest, ref_to, sealed_version
from ktd_tui.operations.papers.sealing import correct, seal, why_amended
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.sheets import AppealTyped
from ktd_tui.rules.access import Act
from ktd_tui.words import count, short_date
from screens.bindings import bindings, needs
from screens.dialogs.file import said_sealed, ways_to_write, write_file
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.reading import ReadingScreen
from screens.routes import MeetingRoute
from screens.widgets.text import WIDTH

if TYPE_CHECKING:
    from ktd_tui.domain.sealed import SealedPaper
    from ktd_tui.operations.page import Page

LYING = 116
"""Columns of a paper whose pages lie, where there is room for them."""
SHOWN = 3
"""Problems that are said at once; no more are looked for."""


class PaperScreen(ReadingScreen):
    """A paper, page by page with PgUp and PgDn; a sealed version begins with what its amendment changed."""

    FOOTER = ("help", "export", "save", "next_missing", "edit", "back", "quit")
    ASKS = needs(Act.SEAL_PAPER, "seal") | needs((Act.SEAL_PAPER, Act.REOPEN), "amend")
    BINDINGS = bindings(
        "next_missing",
        export=("export", N_("Write file")),
        save=("seal", N_("Seal")),
        edit=("amend", N_("Amend")),
    )

    def __init__(self, ref: PaperRef) -> None:
        super().__init__()
        self._ref = ref
        self._written = ""
        self._signed = False

    @property
    def about(self) -> At:
        """The year whose paper it is."""
        return At(BlocYear, self._ref.year)

    def acts_of(self, action: str) -> tuple[Act, ...]:
        """What is signed is opened again to be amended; what is sealed is not."""
        signed = action == "amend" and not self._ref.version
        return (Act.REOPEN,) if signed else super().acts_of(action)[:1]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Seal only what is in the year's register or may go there, and amend only what was sealed."""
        if action in ("seal", "next_missing"):
            return not (self._ref.version or self._ref.meeting or self._ref.about)
        if action == "amend":
            return bool(self._ref.version) or self._signed
        return super().check_action(action, parameters)

    def lines(self) -> list[str]:
        """Compose the paper anew, or read the sealed one off its snapshot."""
        lines = preview(self.desk, self._ref, WIDTH, min(self.app.size.width - 4, LYING))
        self._signed = signed_of(self.desk, self._ref) is not None
        if self._ref.version:
            of = sealed_version(self.desk, self._ref)
            self.entitle(t("Register of papers"), t("number {number}", number=count(of.number)))
            if changed := amendment(self.desk, of):
                lines = [t("What the amendment changed:"), *changed, "", *lines]
        else:
            self.entitle(t(kind_named(self._ref.kind).title), t("preview"))
        return lines

    def show(self) -> None:
        """Say also which keys there are, or where it was written."""
        super().show()
        self.show_keys()
        self.say(self._written or self._ways())

    def _ways(self) -> str:
        if self._signed and not self._ref.version:
            return t("F12: write PDF or Word · Ctrl+S: seal · F4: amend what is signed")
        if self.check_action("seal", ()):
            return t("↑ ↓ PgUp PgDn: read · F12: write PDF or Word · Ctrl+S: seal")
        return t("↑ ↓ PgUp PgDn: read · F12: write PDF or Word")

    def plain_page(self) -> "Page":
        """Say it in full: what stands side by side on paper stands one after the other."""
        return plain_paper(self.desk, self._ref)

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for what kind of file, then for its name, and write it."""
        kind = kind_named(self._ref.kind)
        ways = ways_to_write(table=bool(kind.table))
        title = t("Write “{paper}”", paper=t(kind.title))
        ending = await self.app.push_screen_wait(PickDialog(title, ways))
        if ending is None:
            return
        folder = self.host.export_folder
        proposed = await self.act(lambda: paper_file(self.desk, self._ref, folder, ending))
        if proposed is None:
            return

        if said := await write_file(self, title, proposed, partial(print_paper, self.desk, self._ref)):
            self._written = said
            self.say(said)

    @work(exclusive=True)
    async def action_seal(self) -> None:
        """Seal the paper; where it is sealed already, amend it with a reason."""
        stops = list(islice((one for one in each_lack(self.desk, self._ref) if one.stops), SHOWN))
        if stops:
            self._tell(stops)
            return
        last = latest(self.desk, self._ref)
        day = "" if last else await self.act(self._proposed)
        if day is None:
            return
        done: list[SealedPaper] = []

        def save(values: dict[str, str], _: None) -> object:
            given = values.get("reason", ""), values.get("day", "")
            done.append(seal(self.desk, self._ref, *given))
            return done[-1]

        if last:
            title = t("Why is the sealed paper amended?")
            field = Field("reason", t("Reason"), why_amended(self.desk, self._ref))
        else:
            title = t("Seal it? It gets its number; later changes are amendments with a reason.")
            title += " " + t("Day of issue:")
            field = Field("day", t("Day of issue"), day)
        if await self.app.push_screen_wait(FormDialog(title, [field], save)) and done:
            self._sealed(done[-1])

    def _proposed(self) -> str:
        return short_date(proposed_day(self.desk, paper(self.desk, self._ref)))

    def _sealed(self, of: "SealedPaper") -> None:
        self._written = said_sealed(self.desk, of)
        self.action_reload()

    def action_next_missing(self) -> None:
        """Say what is missing first, and go to the meeting where it is mended there."""
        problems = list(islice(each_lack(self.desk, self._ref), SHOWN))
        if not problems:
            self.say(t("Nothing is missing."))
            return
        self._tell(problems)
        meeting = meeting_about(self.desk, self._ref) if problems[0].step else None
        if meeting is not None:
            self.open(MeetingRoute(meeting.id))

    def _tell(self, problems: list[Problem]) -> None:
        self.warn("\n".join(problem_line(one).removeprefix("! ") for one in problems))

    @work(exclusive=True)
    async def action_amend(self) -> None:
        """Amend the sealed paper word for word; what is signed by saying what was decided, behind it."""
        await (self._amend_sealed() if self._ref.version else self._amend_signed())

    async def _amend_signed(self) -> None:
        def save(values: dict[str, str], _: None) -> object:
            asked = AppealTyped(values["by"], values["on"], values["about"])
            return amend_signed(self.desk, self._ref, asked, values["decision"])

        fields = [
            Field("by", t("Asked by")),
            Field("on", t("Asked on"), "", t("day/month/year; empty: today")),
            Field("about", t("What for")),
            Field("decision", t("Decided")),
        ]
        title = t("Amend “{paper}”: what was signed stays", paper=t(kind_named(self._ref.kind).title))
        if await self.app.push_screen_wait(FormDialog(title, fields, save)):
            self.action_reload()
            self.say(t("Amended: it stands behind what was signed."))

    async def _amend_sealed(self) -> None:
        """Amend the sealed paper word for word, with a reason: the way for a year that is closed."""
        of = await self.act(lambda: sealed_version(self.desk, self._ref))
        if of is None:
            return
        done: list[SealedPaper] = []

        def save(values: dict[str, str], _: None) -> object:
            done.append(correct(self.desk, of, values["before"], values["after"], values["reason"]))
            return done[-1]

        fields = [
            Field("before", t("Stands there"), "", t("exactly as it is printed")),
            Field("after", t("Shall stand"), ""),
            Field("reason", t("Reason"), ""),
        ]
        title = t("Amend number {number}", number=count(of.number))
        if await self.app.push_screen_wait(FormDialog(title, fields, save)) and done:
            self._ref = ref_to(done[-1])
            self._sealed(done[-1])
