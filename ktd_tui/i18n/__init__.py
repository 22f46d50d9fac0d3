"""Texts: English msgids in the code, gettext catalogues beside it; Vietnamese unless told otherwise.

``t("Saved {name}", name=…)`` translates and fills in; ``N_`` marks a msgid that is translated later
(an error, a table of keys); ``plural`` chooses by a count.
``tc`` and ``C_`` are the same for a word that English uses in several senses.

A Vietnamese sentence may have a place for what the bloc calls itself and its offices: ``{khối}``, ``{Khối}``,
``{Khối trưởng}``, ``{Khối phó}``: the words of the bloc of which one speaks (``call_bloc``).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Self

from ktd_tui.errors import KtdError
from ktd_tui.i18n.catalogue import CONTEXT, Catalogue

LANGUAGES = ("vi", "en")
LOCALES = Path(__file__).resolve().parent.parent / "locales"

BLOC_WORDS = ("khối", "Khối", "Khối trưởng", "Khối phó")
"""What a bloc calls itself within a sentence and at its head, and its offices: the usual words."""

_PERSON = ("ông ", "bà ", "đồng chí ")
"""How a fact begins that is a person: a sentence that begins with one has a capital there.

Of other facts nobody knows: the name of a file or an account stays as it is written.
"""

_catalogue: NullTranslations = NullTranslations()
_language = "en"
_bloc_words: Mapping[str, str] = {}
_for_paper: ContextVar[NullTranslations | None] = ContextVar("for_paper", default=None)


def use(language: str) -> None:
    """Choose the language of every later text: ``vi`` or ``en`` (English msgids need no catalogue).

    Of no bloc is spoken yet: it has the usual words.
    """
    global _catalogue, _language  # one process serves one person in one language
    _language, _catalogue = language, _texts(language)
    call_bloc(BLOC_WORDS)


@cache
def _texts(language: str) -> NullTranslations:
    """Return the catalogue of a language; English needs none, nor does a tree where none was compiled."""
    file = LOCALES / language / "LC_MESSAGES" / "ktd.mo"
    return Catalogue(file) if language != "en" and file.exists() else NullTranslations()


@contextmanager
def in_vietnamese() -> Iterator[None]:
    """Say what is composed within in Vietnamese, whatever the screens speak: it goes into a paper."""
    before = _for_paper.set(_texts("vi"))
    try:
        yield
    finally:
        _for_paper.reset(before)


def language() -> str:
    """Return the language of this process, for another that words something for it."""
    return _language


def voice() -> tuple[str, ...]:
    """Return in which language, and by which words for the bloc, a text would be said now."""
    return ("vi" if _for_paper.get() else _language, *_bloc_words.values())


def call_bloc(words: Sequence[str]) -> None:
    """Choose what every later text has for ``BLOC_WORDS``."""
    global _bloc_words  # noqa: PLW0603  # as the language
    _bloc_words = dict(zip(BLOC_WORDS, words, strict=True))


def N_(message: str) -> str:  # noqa: N802  # gettext's customary name
    """Mark a msgid for the catalogues without translating it yet."""
    return message


def C_(context: str, message: str) -> str:  # noqa: N802  # as ``N_``
    """Mark a msgid of which one English word has several senses; ``context`` tells which is meant."""
    return f"{context}{CONTEXT}{message}"


def tc(context: str, message: str, /, **facts: object) -> str:
    """Translate an English word that has several senses; ``context`` tells which is meant."""
    return t(f"{context}{CONTEXT}{message}", **facts)


class Word(str):
    """A fact that is itself a msgid, with its own facts: what a field is called, what is missing."""

    __slots__ = ("facts",)
    facts: Mapping[str, object]

    def __new__(cls, message: str, /, **facts: object) -> Self:
        """Make one of a msgid."""
        word = super().__new__(cls, message)
        word.facts = facts
        return word


def t(message: str, /, **facts: object) -> str:
    """Translate ``message`` and fill its ``{places}`` with ``facts``."""
    context, apart, word = message.partition(CONTEXT)
    texts = _for_paper.get() or _catalogue
    text = texts.pgettext(context, word) if apart else message and texts.gettext(message)
    return _filled(text, {**_bloc_words, **facts}) if "{" in text else text


def _filled(text: str, facts: Mapping[str, object]) -> str:
    """Fill ``{places}`` by name alone.

    A sentence may come from the history, where anybody may have written it: ``str.format`` would fail on
    a place that no fact fills, look into attributes, and pad to any width.
    """
    pieces = text.split("{")
    for at, piece in enumerate(pieces[1:], 1):
        name, brace, rest = piece.partition("}")
        pieces[at] = f"{_said(facts[name])}{rest}" if brace and name in facts else f"{{{piece}"
    filled = "".join(pieces)
    if pieces[0] or not filled.startswith(_PERSON):
        return filled
    return filled[0].upper() + filled[1:]


def _said(fact: object) -> object:
    return t(fact, **fact.facts) if isinstance(fact, Word) else fact


def plural(one: str, many: str, number: int, /, **facts: object) -> str:
    """Translate the form that fits ``number``, which is also the fact ``n``."""
    texts = _for_paper.get() or _catalogue
    return _filled(texts.ngettext(one, many, number), {**_bloc_words, **facts, "n": number})


def tell(error: KtdError) -> str:
    """Say an error in the chosen language."""
    return t(error.message, **error.facts)
