"""Keys in the order typed (Textual issue 6605).

Textual lets a widget take printable keys at once, but bound keys (Tab, arrows, Ctrl+S; there Backspace, too)
only after they bubbled to the app, behind everything already queued. Vietnamese input methods send
``vie⌫ê⌫ệt`` in one burst, which then comes out as ``vieê``. Here the next key is let in only when
the one before has run its whole way.

What is typed beside a screen's field for writing goes into the field: a letter that did something in the list
there would eat the word that it begins.
"""

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.app import App, ReturnType
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.timer import Timer

from ktd_tui.terminal.garbage import CalmCollector
from ktd_tui.terminal.wire.compositor import ThriftyCompositor
from ktd_tui.terminal.writing import takes, writes_here, writing_fields

if TYPE_CHECKING:
    from textual.dom import DOMNode

MOVING = frozenset({"go", "pane"})
"""Groups of workers that change what is on the screen, and where the focus is."""
GLANCE = 0.003
PATIENCE = 1.0
"""Seconds that a key may hold up the next one: an action that waits for a dialog must not dam them up."""


PAINTED_EVERY = 0.1
"""Seconds after which a screen is painted however many keys wait."""
TICK = 0.004
"""Seconds between two looks whether a page is to be laid out: one that opens is, several times, and waits for
each. Textual's are a picture of a film apart, but here nothing is drawn before the page stands."""
Result = TypeVar("Result")


class NowhereToWrite(Message):
    """Something was typed on a screen whose fields for writing are all closed now; it did nothing."""


class OrderedKeys(App[ReturnType]):
    """An app that dispatches keys and pastes strictly one after another."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting_keys: deque[events.Key | events.Paste] = deque()
        self._key_pump: asyncio.Task[None] | None = None
        self.garbage = CalmCollector()

    def draw_soon(self) -> None:
        """Draw the screen in front once it has settled."""

    @property
    def is_drawing(self) -> bool:
        """Whether something is to be drawn still."""
        return False

    @property
    def is_woken(self) -> bool:
        """Whether the kernel wakes this process when others write."""
        return False

    @property
    def keys_wait(self) -> bool:
        """Whether something typed waits for the keys before it."""
        return bool(self._waiting_keys)

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; pass everything else on at once."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._waiting_keys.append(event)
            self.garbage.typed()
            if self._key_pump is None or self._key_pump.done():
                self._key_pump = asyncio.create_task(self._pump_keys())
            return
        await super().on_event(event)

    async def _pump_keys(self) -> None:
        while self._waiting_keys and self.is_running:
            event = self._waiting_keys.popleft()
            try:
                await self._in_order(event)
                if not self._lead_to_field(event):
                    continue
                await super().on_event(event)
                # A letter is taken by its field. What a bound key does runs in the app, behind all who
                # passed the key on to it, and tells them of it in messages of its own: a second round.
                await self._run_out(self._concerned(event))
            except Exception as error:  # noqa: BLE001  # a task's exception would vanish: hand it to the app
                self._handle_exception(error)
                return

    async def _in_order(self, event: events.Key | events.Paste) -> None:
        """Wait for the form that is being saved and the page that opens still; bound keys for all saving."""
        while self.is_running and getattr(self.screen, "saving", False):  # noqa: ASYNC110  # as in _arrive
            await asyncio.sleep(GLANCE)
        text = isinstance(event, events.Paste) or event.is_printable
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._arrive()
                while not text and getattr(self.screen, "acting", False):  # noqa: ASYNC110  # as in _arrive
                    await asyncio.sleep(GLANCE)

    def _lead_to_field(self, event: events.Key | events.Paste) -> bool:
        """Give the focus to the field for writing before text reaches a list; False where all are shut."""
        typed = event.text if isinstance(event, events.Paste) else event.character
        if not typed or not (isinstance(event, events.Paste) or event.is_printable):
            return True
        if writes_here(self.focused) or not (fields := writing_fields(self.screen)):
            return True
        field = next((field for field in fields if writes_here(field)), None)
        if field is None:
            fields[0].post_message(NowhereToWrite())
            return False
        if takes(field, typed):
            self.screen.set_focus(field)
        return True

    def _concerned(self, event: events.Key | events.Paste) -> "list[DOMNode]":
        """Return who has to be done with a key before the next: all from the focused widget to the app.

        A letter or Backspace in a field that the next one follows concerns the field alone.
        """
        start: DOMNode = self.focused or self.screen
        following = self._waiting_keys[0] if self._waiting_keys else None
        written = writes_here(self.focused) and _is_written(event)
        if written and _is_written(following):
            return [start]
        text = written or isinstance(event, events.Paste) or event.is_printable
        return list(start.ancestors_with_self) * (1 if text else 2)

    async def _run_out(self, nodes: "list[DOMNode]") -> None:
        """Wait until the key was dealt with by all of these, one after the other."""
        try:
            async with asyncio.timeout(PATIENCE):
                for node in nodes:
                    passed = asyncio.Event()
                    # As call_later does, without its partial, whose parameters would be looked up each time.
                    if node.post_message(events.Callback(callback=passed.set)):
                        await passed.wait()
                await self._arrive()
        except TimeoutError:
            pass

    async def _arrive(self) -> None:
        """Wait until the screen or step that a key opens stands: the next key is for that."""
        # Textual's workers tell nobody when they are done, so one looks.
        while not isinstance(self.screen, ModalScreen) and not self._stands():  # noqa: ASYNC110  # as said
            await asyncio.sleep(GLANCE)

    def _stands(self) -> bool:
        return self.screen.is_mounted and not any(
            worker.is_running
            and worker.group in MOVING
            and worker.node in self.screen.walk_children(with_self=True)
            for worker in self.workers
        )


def _is_written(event: events.Key | events.Paste | None) -> bool:
    """Tell whether a key is one that a field itself deals with."""
    return isinstance(event, events.Key) and (event.is_printable or event.key == "backspace")


class PatientScreen(Screen[Result]):
    """A screen that is not painted between two keys of a burst: the picture would be gone before it was seen.

    What keys wait for (layout, scrolling, callbacks) is never put off.
    """

    is_drawn = False
    """It was drawn once."""
    _painted_at, _to_draw = 0.0, False
    _ticks: Timer | None = None
    _styled_for: object = None
    """What of the app every widget's style hangs on, as it was when all here were styled last."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # as Textual names it
        super().__init__(name, id, classes)
        self._compositor = ThriftyCompositor()

    @property
    def _update_timer(self) -> Timer:
        if self._ticks is None:
            self._ticks = self.set_interval(TICK, self._on_timer_update, name="screen_update", pause=True)
        return self._ticks

    def _on_timer_update(self) -> None:
        """Paint, or look again at the timer's next tick."""
        moving = self._layout_required or self._scroll_required or self._recompose_required
        waiting = cast("OrderedKeys[object]", self.app).keys_wait
        if waiting and not moving and not self._callbacks and monotonic() - self._painted_at < PAINTED_EVERY:
            return
        self._painted_at = monotonic()
        super()._on_timer_update()

    async def _on_compose(self, event: events.Compose) -> None:
        """Note for what the widgets are styled that are made now."""
        del event
        self._styled_for = self._app_style

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing a second time: Textual does whenever a screen comes to the front, a new one, too."""
        event.refresh_styles &= self._styled_for != self._app_style
        self._styled_for = self._app_style

    @property
    def _app_style(self) -> object:
        app = self.app
        return app.theme, app.app_focus, app.classes, app.ansi_color

    def _compositor_refresh(self) -> None:
        """Have the screen in front drawn once it has settled: a page that opens would be drawn five times."""
        app = cast("OrderedKeys[object]", self.app)
        self._take_in_dirty()
        if self is not app.screen or app.is_headless:
            super()._compositor_refresh()
            return
        self._to_draw = True
        app.draw_soon()

    def draw(self) -> None:
        """Draw what changed since the last time, where anything asked for it."""
        if self._to_draw and self.is_running:
            self._to_draw, self.is_drawn = False, True
            self._take_in_dirty()
            super()._compositor_refresh()

    async def let_draw(self) -> None:
        """Wait until all that is there to be seen was drawn: before one goes on with what takes long."""
        await asyncio.sleep(0)
        app = cast("OrderedKeys[object]", self.app)
        with suppress(TimeoutError):
            async with asyncio.timeout(PAINTED_EVERY):
                while app.is_drawing:  # noqa: ASYNC110  # as in _arrive
                    await asyncio.sleep(GLANCE)

    def _take_in_dirty(self) -> None:
        """Have drawn what asked for it since the timer's last tick: Textual forgets that when it draws."""
        self._compositor.update_widgets(self._dirty_widgets)
        self._dirty_widgets.clear()
