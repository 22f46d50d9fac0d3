"""Unsaved texts and the cursor's place, kept outside the records so that a lost connection loses nothing."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ktd_tui.errors import NotSaved
from ktd_tui.text import clean
from store.beside.drafts import Drafts

__all__ = ["NOWHERE", "Cursor", "Draft", "Drafts"]

LONGEST = 1_000_000
"""Characters of a half-typed text at most, as many as can be pasted."""
PAGES = 50
"""Pages of which the place is kept."""
FORM_PREFIX = "form/"
"""Begins the keys of texts that wait for their form: nobody is asked about them when quitting."""
FORM_LEFT = "//left"
"""Ends the key that says that a form was left with Esc."""
FORM_ASKS = "//asks"
"""Ends the key under which a form says its page and its question, which may hold the «/» of keys."""
FORM_TOLD = f"{FORM_PREFIX}//told"
"""The key of what was told of forms: the same text is told of once."""


class Cursor(NamedTuple):
    """The field and the position where somebody was typing.

    Attributes:
        field: The id of the widget that had the focus; empty where it had none.
        cursor: Row and column of the cursor, both from 0; a one-line field has row 0.
    """

    field: str = ""
    cursor: tuple[int, int] = (0, 0)


NOWHERE = Cursor()


class KeptWork(NamedTuple):
    """What is kept of a person's work.

    Attributes:
        at: The meeting, the place in it, and whether they left on purpose.
        texts: Half-typed texts by field.
        pages: Where they were on each page.
    """

    at: tuple[str | None, Cursor, bool] = (None, NOWHERE, False)
    texts: dict[str, str] = {}
    pages: dict[str, str] = {}


NOTHING = KeptWork()


@dataclass
class Draft:
    """The unsaved texts of one person, and where they were working.

    Attributes:
        files: Where drafts lie; None where nothing may be written (read-only).
        meeting_id: The meeting they are at work in, or None.
        place: The field and cursor in that meeting.
        left: They went of their own accord; False where the line was cut (or the process killed).
        texts: Half-typed texts by field.
        pages: Where they were on each page, the one left last at the end.
    """

    files: Drafts | None
    owner: str
    meeting_id: str | None = None
    place: Cursor = NOWHERE
    left: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    dirty: bool = False
    _known: KeptWork = NOTHING
    """What was read or written last: what is otherwise now was done in this window."""

    def load(self) -> None:
        """Read the draft from disk, where there is one."""
        if found := self._on_disk():
            self.meeting_id, self.place, self.left = found.at
            self.texts, self.pages = dict(found.texts), dict(found.pages)
            self._known = found

    def take_in(self) -> None:
        """Take in what another window of theirs kept or sent meanwhile; what is typed here stays."""
        if self.files is not None:
            found = (self._on_disk() or NOTHING).texts
            self.texts = _with_changes(self._known.texts, self.texts, found)
            self._known = self._known._replace(texts=found)

    def _on_disk(self) -> "KeptWork | None":
        """Return what lies on disk now: another window of theirs may have written it."""
        stored = self.files.read(self.owner) if self.files else None
        return None if stored is None else _kept(stored)

    def _mine(self) -> "KeptWork":
        return KeptWork((self.meeting_id, self.place, self.left), dict(self.texts), dict(self.pages))

    def set_text(self, key: str, text: str) -> None:
        """Set a half-typed text, or remove it where it is empty."""
        if self.texts.get(key, "") == text:
            return
        self.dirty = True
        if text:
            self.texts[key] = text
        else:
            self.texts.pop(key, None)

    def note_page(self, page: str, place: str) -> None:
        """Set where they are on a page; of pages left long ago nothing is kept."""
        if self.pages.get(page) == place:
            return
        self.dirty = True
        self.pages.pop(page, None)
        self.pages[page] = place
        while len(self.pages) > PAGES:
            del self.pages[next(iter(self.pages))]

    @property
    def half_typed(self) -> bool:
        """Whether a text is half typed; texts that wait for their form do not count."""
        return any(not key.startswith(FORM_PREFIX) for key in self.texts)

    @property
    def waiting_forms(self) -> tuple[tuple[str, str], ...]:
        """The page and the question of each form whose text waits, the one typed last at the end.

        Of a form that was left with Esc its text is only offered again; it waits for nobody. What was told
        of already is not either.
        """
        told = set(self.texts.get(FORM_TOLD, "").splitlines())
        left = {key.removesuffix(FORM_LEFT) for key in self.texts if key.endswith(FORM_LEFT)}
        found: dict[tuple[str, str], None] = {}
        for key, text in self._form_texts():
            if _told(key, text) not in told and not any(key.startswith(f"{form}/") for form in left):
                found[self._asked_in(key)] = None
        return tuple(found)

    def _asked_in(self, key: str) -> tuple[str, str]:
        """The page and the question of the form that a text belongs to."""
        forms = [of.removesuffix(FORM_ASKS) for of in self.texts if of.endswith(FORM_ASKS)]
        if form := max((of for of in forms if key.startswith(f"{of}/")), key=len, default=""):
            page, _, question = self.texts[f"{form}{FORM_ASKS}"].partition("\n")
        else:  # kept by a version that did not say it
            _, page, question, *_ = key.split("/")
        return page, question

    def tell_of_forms(self) -> tuple[tuple[str, str], ...]:
        """Return the forms whose text waits, and note that they were told of."""
        waiting = self.waiting_forms
        self.set_text(FORM_TOLD, "\n".join(_told(key, text) for key, text in self._form_texts()))
        return waiting

    def _form_texts(self) -> list[tuple[str, str]]:
        """The texts of forms, and of editors (kept under ``<key>-<part>``) that say what they ask."""
        found = [of for of in self.texts.items() if of[0].startswith(FORM_PREFIX) and of[0] != FORM_TOLD]
        asked = {of[0].removesuffix(FORM_ASKS) for of in found if of[0].endswith(FORM_ASKS)}
        longer = [(f"{FORM_PREFIX}{key}".rpartition("-"), text) for key, text in self.texts.items()]
        return [
            *(of for of in found if not of[0].endswith(FORM_ASKS)),
            *((f"{of}/{part}", text) for (of, _, part), text in longer if of in asked),
        ]

    def set_place(self, meeting_id: str | None, place: Cursor = NOWHERE) -> None:
        """Set the meeting and the place in it."""
        if (self.meeting_id, self.place, self.left) != (meeting_id, place, False):
            self.meeting_id, self.place, self.left, self.dirty = meeting_id, place, False, True

    def leave(self) -> None:
        """Leave on purpose: the meeting is opened again next time only where text is half typed."""
        if not self.half_typed:
            self.set_place(None)
        elif self.meeting_id and not self.left:
            self.left = self.dirty = True

    def save(self) -> None:
        """Write to disk; from any thread, also while the terminal is gone.

        Raises:
            NotSaved: The disk refused it; the next call tries again.
        """
        if not self.dirty or self.files is None:
            return
        self.dirty = False  # before writing: what is typed meanwhile makes it dirty again
        mine = self._mine()
        found = self._on_disk()
        whole = mine if found is None else _joined(self._known, mine, found)
        try:
            if any((whole.texts, whole.at[0], whole.pages)):
                self.files.write(self.owner, _content(whole))
            else:
                self.files.drop(self.owner)
        except NotSaved:
            self.dirty = True
            raise
        self._known = mine


def _joined(known: "KeptWork", mine: "KeptWork", found: "KeptWork") -> "KeptWork":
    """Return what is on disk with what changed here: what is half typed in another window stays."""
    pages = _with_changes(known.pages, mine.pages, found.pages)
    while len(pages) > PAGES:
        del pages[next(iter(pages))]
    at = found.at if mine.at == known.at else mine.at
    return KeptWork(at, _with_changes(known.texts, mine.texts, found.texts), pages)


def _with_changes(known: dict[str, str], mine: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    changed = {key: mine.get(key, "") for key in (*known, *mine) if known.get(key) != mine.get(key)}
    others = {key: text for key, text in found.items() if key not in changed}
    return others | {key: text for key, text in changed.items() if text}


def _content(of: "KeptWork") -> dict[str, Any]:
    meeting_id, place, left = of.at
    return {
        "meeting_id": meeting_id,
        "place": {"field": place.field, "cursor": list(place.cursor)},
        "left": left,
        "texts": of.texts,
        "pages": of.pages,
    }


def _kept(stored: dict[str, Any]) -> "KeptWork":
    """Read a draft; what is mangled is not there."""
    meeting_id, texts, pages = stored.get("meeting_id"), stored.get("texts"), stored.get("pages")
    read = ((str(k), v) for k, v in texts.items() if isinstance(v, str)) if isinstance(texts, dict) else ()
    noted = ((str(k), v) for k, v in pages.items() if isinstance(v, str)) if isinstance(pages, dict) else ()
    return KeptWork(
        (
            meeting_id if isinstance(meeting_id, str) else None,
            _read_place(stored.get("place")),
            stored.get("left") is True,
        ),
        {key: clean(text, lines=True, limit=LONGEST) for key, text in read},
        {clean(key): clean(text) for key, text in noted},
    )


def _told(key: str, text: str) -> str:
    return " ".join(f"{key} = {text}".split())


def _read_place(stored: object) -> Cursor:
    """Read a place; the first field's beginning where there is none, or an unreadable one."""
    match stored:
        case {"field": str(field), "cursor": [int(row), int(column)]} if row >= 0 and column >= 0:
            return Cursor(field, (row, column))
        case _:
            return NOWHERE
