"""Half-typed text and the place one works at, kept outside the record so that a cut line loses nothing."""

from dataclasses import dataclass, field

from ktd_tui.errors import NotSaved
from store.drafts import Drafts

__all__ = ["Draft", "Drafts"]


@dataclass
class Draft:
    """What one person has not saved yet, kept on disk for them.

    Attributes:
        files: Where drafts lie; None where nothing may be written (read-only).
        meeting_id: The meeting they are at work in, or None.
        texts: Half-typed texts by field.
    """

    files: Drafts | None
    owner: str
    meeting_id: str | None = None
    texts: dict[str, str] = field(default_factory=dict)
    dirty: bool = False

    def load(self) -> None:
        """Read what was kept; nothing where there is nothing."""
        kept = (self.files.read(self.owner) if self.files else None) or {}
        place, texts = kept.get("meeting_id"), kept.get("texts")
        self.meeting_id = place if isinstance(place, str) else None
        if isinstance(texts, dict):
            self.texts = {str(k): v for k, v in texts.items() if isinstance(v, str)}

    def set_text(self, key: str, text: str) -> None:
        """Keep a half-typed text, or forget it where it is empty."""
        if self.texts.get(key, "") == text:
            return
        self.dirty = True
        if text:
            self.texts[key] = text
        else:
            self.texts.pop(key, None)

    def set_place(self, meeting_id: str | None) -> None:
        """Keep where one works."""
        if self.meeting_id != meeting_id:
            self.meeting_id, self.dirty = meeting_id, True

    def save(self) -> None:
        """Write to disk; from any thread, also while the terminal is gone.

        Raises:
            NotSaved: The disk refused it; the next call tries again.
        """
        if not self.dirty or self.files is None:
            return
        self.dirty = False  # before writing: what is typed meanwhile makes it dirty again
        texts = dict(self.texts)
        try:
            if texts or self.meeting_id:
                self.files.write(self.owner, {"meeting_id": self.meeting_id, "texts": texts})
            else:
                self.files.drop(self.owner)
        except NotSaved:
            self.dirty = True
            raise
