"""Every sentence exists in both languages, with the same places, composed, and none is left over."""

import ast
import re
import unicodedata
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from ktd_tui.i18n import LOCALES
from ktd_tui.i18n.catalogue import CONTEXT, Catalogue

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [p for room in ("ktd_tui", "screens", "store") for p in sorted((ROOT / room).rglob("*.py"))]
CALLS = {"t": 1, "N_": 1, "plural": 2}
"""How many of a call's arguments are msgids."""
IN_CONTEXT = ("tc", "C_")
"""Calls whose first argument is the context of their second."""
SHARED = Path(__file__).with_name("shared_words.txt")
"""Short words that several subjects say, each looked at: one Vietnamese word is right in all of them."""
FLOORS = frozenset({"operations", "rules", "commands"})
SEVERAL_SENSES = frozenset({"Title", "Share", "For", "Against"})
"""Words that English uses in several senses, for which Vietnamese has several words."""
OF_THE_BLOC = r"\{(?:[Kk]hối|Khối trưởng|Khối phó)\}"
"""Places for what the bloc calls itself and its offices."""


def used() -> dict[str, str]:
    """Msgids in the code, with where they stand; read from the syntax tree, f-strings included."""
    return {
        text: f"{path.relative_to(ROOT)}:{line}" for path in SOURCES for text, line in msgids(path).items()
    }


@cache
def msgids(path: Path) -> dict[str, int]:
    """Msgids in one file, with their lines."""
    found = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.Call) and name in CALLS:
            for argument in node.args[: CALLS[name]]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                    found[argument.value] = node.lineno
        if isinstance(node, ast.Call) and name in IN_CONTEXT and node.args[1:]:
            context, word = (ast.literal_eval(arg) for arg in node.args[:2])
            found[f"{context}{CONTEXT}{word}"] = node.lineno
    return found


def catalogue() -> dict[str, Message]:
    with (ROOT / "ktd_tui/locales/vi/LC_MESSAGES/ktd.po").open("rb") as file:
        messages = [m for m in read_po(file) if m.id]
    return {
        f"{m.context}{CONTEXT}{key}" if m.context else key: m
        for m in messages
        for key in ([m.id] if isinstance(m.id, str) else list(m.id))
    }


def translation(message: Message) -> str:
    return message.string if isinstance(message.string, str) else (message.string or ("",))[0]


def test_every_sentence_is_translated() -> None:
    known = catalogue()
    missing = [f"{where}: {text!r}" for text, where in used().items() if text not in known]
    assert not missing, "not in ktd.po (make texts): " + "; ".join(missing)
    # What is marked as a guess is not compiled: its sentence would stand in English.
    empty = [text for text, message in known.items() if message.fuzzy or not translation(message)]
    assert not empty, f"not translated, or a guess: {empty}"


def test_no_sentence_is_left_over() -> None:
    left = sorted(set(catalogue()) - set(used()))
    assert not left, f"in ktd.po, but in no source: {left}"


def test_a_word_of_several_senses_says_which_is_meant() -> None:
    bare = {text: where for text, where in used().items() if text in SEVERAL_SENSES}
    assert not bare, f"use tc() or C_(): {bare}"
    senses = [text.rpartition(CONTEXT)[2] for text in used() if CONTEXT in text]
    assert set(senses) <= SEVERAL_SENSES | {"Place"}, "a context tells senses apart; name the word here"


def test_a_short_word_that_several_subjects_say_was_looked_at_in_each() -> None:
    """One English word, two Vietnamese meanings: what is said in a new subject is looked at there."""
    told = {word: " ".join(sorted(rooms)) for word, rooms in said_in().items() if len(rooms) > 1}
    known = dict(line.split(": ") for line in SHARED.read_text("utf-8").splitlines())
    fresh = {f"{word}: {rooms}" for word, rooms in told.items() if known.get(word) != rooms}
    assert not fresh, (
        f"does the Vietnamese fit there, too? Else tc() or another word; then {SHARED.name}: {fresh}"
    )
    assert not set(known) - set(told), "no longer said in several subjects: take it out"


def said_in() -> dict[str, set[str]]:
    """Msgids of one or two words, without context, and the subjects whose code says them."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        folders = path.relative_to(ROOT).parts[1:-1]
        subject = next((folder for folder in folders if folder not in FLOORS), path.stem)
        for word in msgids(path):
            if re.fullmatch(r"[A-Za-z'-]+( [A-Za-z'-]+)?", word):
                found.setdefault(word, set()).add(subject)
    return found


def test_the_catalogue_says_every_sentence_as_gettext_itself_would() -> None:
    file = LOCALES / "vi" / "LC_MESSAGES" / "ktd.mo"
    ours = Catalogue(file)
    with file.open("rb") as opened:
        theirs = GNUTranslations(opened)
    for key, message in catalogue().items():
        context, apart, word = key.partition(CONTEXT)
        if apart:
            assert ours.pgettext(context, word) == theirs.pgettext(context, word) != word
        elif not isinstance(message.id, str):
            one, many = message.id[0], message.id[1]
            assert ours.ngettext(one, many, 2) == theirs.ngettext(one, many, 2) != many
        else:
            assert ours.gettext(key) == theirs.gettext(key)
    for unknown in ("no such sentence", "A", "\U0010ffff", "vote", f"vote{CONTEXT}", f"{CONTEXT}vote"):
        assert ours.gettext(unknown) == unknown
        assert ours.ngettext(unknown, "many", 2) == "many"
    assert ours.gettext("half a letter: \ud800") == "half a letter: \ud800"


def test_the_senses_of_a_word_differ_in_vietnamese() -> None:
    with (ROOT / "ktd_tui/locales/vi/LC_MESSAGES/ktd.po").open("rb") as file:
        told = [(m.id, m.string) for m in read_po(file) if m.context]
    assert len(told) == len(set(told)), "two contexts of one word say the same: one is enough"


def test_translations_have_the_same_places() -> None:
    places = re.compile(r"\{(\w+)\}|%\((\w+)\)\w|%s")
    for text, message in catalogue().items():
        said = re.sub(OF_THE_BLOC, "", translation(message))  # filled in any sentence: i18n.call_bloc
        mine, theirs = (sorted(m[0] for m in places.finditer(s)) for s in (text, said))
        assert mine == theirs, f"{text!r} and its translation name different facts"


def test_texts_are_composed_and_use_the_right_d() -> None:
    for path in [
        *SOURCES,
        *sorted((ROOT / "ktd_tui").rglob("*.po")),
        *sorted((ROOT / "ktd_tui/data").iterdir()),
    ]:
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), f"{path.relative_to(ROOT)} is not NFC"
        assert "\u00d0" not in text, f"{path.relative_to(ROOT)} has Ð (U+00D0) for Đ"
