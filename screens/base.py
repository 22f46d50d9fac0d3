"""The frame that every screen shares: title, content, message, keys, always in the same place."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from ktd_tui.errors import KtdError, NotFound
from ktd_tui.i18n import N_, t, tell
from ktd_tui.keys import KEYS
from ktd_tui.operations.desk import Desk
from ktd_tui.terminal.guard import plain
from ktd_tui.terminal.ordered import PatientScreen
from ktd_tui.terminal.waking import Lookout
from screens.bindings import Asking, bindings
from screens.host import Host, carried_out
from screens.pasted import TakesPastes
from screens.places import go_back_to, go_to_added, place_on, rows_of
from screens.routes import FindRoute, HelpRoute, HistoryRoute, PlainTextRoute, Route
from screens.speaking import Speaking, told
from screens.undoing import TakesBack
from screens.widgets.key_bar import FOOTER_KEYS, KeyBar
from screens.widgets.text import BETWEEN, update_row, update_text, way_said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ktd_tui.operations.page import Page

T = TypeVar("T")


class KtdScreen(Speaking, Asking, TakesPastes, TakesBack, PatientScreen[None]):
    """A screen: a title line, the body, a message line and the key bar.

    Attributes:
        FOOTER: Ids of the keys that the bar shows; empty: help, the first four of the screen's own, back.
    """

    SAVED: ClassVar[str] = N_("Saved.")
    """What is said when a form was saved from here, a msgid; empty where the screen says more itself."""
    LIVE: ClassVar[float] = 0.25
    """Seconds between two looks for what other sessions changed, where no kernel tells: one stat each."""
    AUTO_FOCUS = ""  # each screen says itself where one begins
    FOOTER: ClassVar[tuple[str, ...]] = ()
    BINDINGS = bindings(
        *("help", "find", "back", "undo", "redo", "history", "reload", "plain", "redraw"),
        palette="help",
        quit="ask_quit",
    )
    RETURNS: ClassVar[bool] = False
    """One comes back to where one was on this page, also after a new start."""
    FROM_DATA: ClassVar[bool] = False
    """What it shows follows from the data and the day alone: where one comes back and nothing was committed
    meanwhile, it is not read again."""
    acting = 0  # operations under way: the next key that does something waits for them
    titled = ""
    """Where the user is, as the title line says it."""
    _fresh = _wrote = _away = False
    _read_at: object = None
    _way: tuple[tuple[str, ...], str] | None = None

    @property
    def host(self) -> "Host":
        """The app, as the screens know it."""
        return cast("Host", self.app)

    @property
    def desk(self) -> Desk:
        """The desk at which this person works."""
        return self.host.desk

    def compose(self) -> "ComposeResult":
        """Lay out the four parts."""
        self.call_bloc()
        yield Static(id="title", markup=False)
        with Vertical(id="body"):
            yield from self.body()
        yield Static(id="message", markup=False)
        yield KeyBar(id="keys", markup=False)

    def body(self) -> Iterator["Widget"]:
        """Yield the content of the screen."""
        yield from ()

    def on_mount(self) -> None:
        """Fill the screen before it is laid out and sent for the first time."""
        self.show_keys()
        self.action_reload()
        if self.RETURNS and (place := self.host.kept_place(self.place_key)):
            go_back_to(self, place)
        self._fresh = True
        self.lookout.start()

    def on_screen_resume(self) -> None:
        """Read the data anew whenever the screen comes to the front again, and is there still."""
        if self.app.screen is not self:  # it was laid bare and covered in one go
            return
        if not self._fresh and not (self.FROM_DATA and self._read_at == self._point()):
            self.action_reload()
        self._fresh = False
        self.lookout.start()

    def on_screen_suspend(self) -> None:
        """Look no more until the screen is in front again; what was said goes with the next thing done."""
        self.lookout.stop()
        self.note_place()
        if self in self.app.screen_stack:
            self._message(Text())

    def note_place(self) -> None:
        """Remember where one is on this page."""
        if self.RETURNS:
            self.host.note_place(self.place_key, place_on(self))

    @property
    def place_key(self) -> str:
        """Under which name the place on this page is kept."""
        return f"{type(self).__name__} {self.titled}"

    @cached_property
    def lookout(self) -> Lookout:
        """What says when to look for what others wrote."""
        return Lookout(self, self._follow, self.LIVE)

    def _follow(self) -> None:
        away, self._away = self._away, True
        try:
            if self.desk.news():
                self.follow()
            self.glance()
        except KtdError as error:
            self._away = not isinstance(error, NotFound)  # what is shown here is gone, the data is there
            self.warn(told(self.desk, error))
            return
        self._away = False
        if away:
            self.say(t("The data can be read and saved again."))

    def follow(self) -> None:
        """Take in what other sessions changed; what is being typed stays. May raise KtdError."""
        self.show()

    def glance(self) -> None:
        """Look at what is in no data, with each look for what others changed. May raise KtdError."""

    def show(self) -> None:
        """Read the data and fill the widgets. May raise KtdError."""

    def action_reload(self) -> None:
        """Fill the screen anew."""
        self.fill()

    def fill(self) -> bool:
        """Fill the screen anew, with the cursor on what was just added; tell what hinders it.

        Returns:
            Whether what it shows is still there.
        """
        before, self._wrote = rows_of(self) if self._wrote else [], False
        self.call_bloc()
        gone = False
        self._read_at = self._point()
        try:
            self.show()
        except KtdError as error:
            gone, self._read_at = isinstance(error, NotFound), None
            self.warn(told(self.desk, error))
        go_to_added(before)
        return not gone

    def _point(self) -> object:
        try:
            return self.desk.point() if self.FROM_DATA else None
        except KtdError:
            return object()  # like no other; ``fill`` says what hinders it

    def wrote(self) -> None:
        """Something was saved from here: what is new when it is read again was added here."""
        self._wrote = True

    def entitle(self, *parts: str, aside: str = "") -> None:
        """Say where the user is, from the general to the particular, and aside what has room in full."""
        self._way = parts, aside
        said = [part for part in parts if part]
        self.titled = BETWEEN.join(said)
        marks = self.marks
        room = max(self.app.size.width - len(marks) - 4, 10)
        line = plain(way_said(said, room, aside))
        line.truncate(room, overflow="ellipsis", pad=True)
        line.append(f"  {marks}")
        update_text(self.query_one("#title", Static), line, layout=False)

    def on_resize(self) -> None:
        """Cut the way anew to the room that there is now."""
        if self._way:
            self.entitle(*self._way[0], aside=self._way[1])

    @property
    def marks(self) -> str:
        """What stands at the right end of the title line: who works here and in which mode."""
        return self.host.marks

    @property
    def footer(self) -> tuple[str, ...]:
        """Ids of the keys that the bar shows now."""
        own = [binding.id for binding in vars(type(self)).get("BINDINGS", ())]
        return self.FOOTER or ("help", *own[:4], "back")

    def show_keys(self) -> None:
        """Fill the key bar from this screen's bindings."""
        shown = {b.id: b for _, b in self._bindings if b.id and self.offers(b.action)}
        known = [(KEYS[i].shown, t(shown[i].description)) for i in self.footer if i in shown]
        self.query_one("#keys", KeyBar).show(known[:FOOTER_KEYS])

    def say(self, text: str) -> None:
        """Tell what was done."""
        self._message(plain(text))

    def warn(self, text: str) -> None:
        """Tell what was refused or is missing."""
        self._message(Text("! ").append_text(plain(text)))

    def _message(self, text: Text) -> None:
        text.no_wrap, text.overflow = False, "fold"
        shown = self if self in self.app.screen_stack else self.app.screen  # one may have left this one
        if line := shown.query_one_optional("#message", Static):
            update_row(line, text)

    async def act(self, operation: Callable[[], T], *, adds: bool = True) -> T | None:
        """Carry out an operation in the store's thread; on refusal say why and return None.

        Args:
            operation: What is done.
            adds: The cursor goes to a row that is new afterwards.
        """
        self.acting += 1
        try:
            result = await carried_out(self.host, operation)
        except KtdError as error:
            self.warn(tell(error))
            return None
        finally:
            self.acting -= 1
        if adds:
            self.wrote()
        return result

    def plain_page(self) -> "Page":
        """Return the whole page for its plain text; where the widgets cut it short, the screen says it."""
        from screens.widgets.readout import readout

        return readout(self.titled, self.query_one("#body"))

    def open(self, route: Route) -> None:
        """Go to another page."""
        self.host.open(route)

    def action_plain(self) -> None:
        """Show the page as plain text."""
        self.open(PlainTextRoute(self.plain_page))

    def record_here(self) -> tuple[str, str] | None:
        """Return id and name of the record that is marked or open, for its history."""
        return None

    def action_history(self) -> None:
        """Show the history of the record here, or of everything."""
        self.open(HistoryRoute(*(self.record_here() or ())))

    def action_help(self) -> None:
        """Show every key of this screen; Enter there carries one out."""
        self.open(HelpRoute(self))

    def action_find(self) -> None:
        """Find anything by words."""
        self.open(FindRoute())

    def action_back(self) -> None:
        """Go back one screen, and from the first one up to the blocs."""
        if self.app.screen_stack[1:]:
            self.app.pop_screen()
        elif not self.host.go_home():
            self.say_first()

    def say_first(self) -> None:
        """Say that there is nothing to go back to."""
        self.say(t("This is the first page. Ctrl+Q quits."))

    def action_ask_quit(self) -> None:
        """Quit, asking first where work is open."""
        self.host.ask_quit()

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.host.redraw()
