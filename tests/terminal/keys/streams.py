"""Random bytes as a keyboard sends none: into the parser, and into sessions in real terminals.

A stream is 1 to some 70 bytes, told by a number: the same number is the same bytes. It counts where a session
was sent it whole, in one write into its terminal, on whatever page the streams before it left open, and was
still there afterwards. After each fifty of a session's a key is sent that must be let in: every key before it
has then run its whole way, and none after them is lost. The parser is asked so after each single one.

``python -m tests.terminal.keys.streams 100000`` is the long run, ``KTD_STREAMS=100000`` the same for
``test_streams``, which otherwise runs some of them.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from random import Random

from textual import events
from textual.message import Message

from ktd_tui.terminal.input import teach
from ktd_tui.terminal.keyboard import CLOSE, LONG, OPEN, Keyboard
from tests.terminal_session import Session, with_sample

LONGEST = 60
AT_ONCE = 50
"""Streams that a session is sent before it is asked whether it still hears."""
LAST, F20 = "đ", "\x1b[57383u"
PATIENCE = 180.0
"""Seconds until a session that has not heard is deaf."""
PARTS = (
    *(OPEN.encode(), CLOSE.encode(), b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]0;", b"\x1bP", b"\x1b_", b"\x9b"),
    *(b"\x1b[A", b"\x1b[200", b"\x1b[<0;3;4M", b"\x1b[M !!", b"\x1b[?2026;2$y", b"\x1b[1;9999999999R"),
    *(b"\x1b[I", b"\x1b[O", b"\x1b[57399u", b"\x1b[1114112u", b"\x1b[27;5;65~", b"\x1b[;;;u", b"\x00" * 9),
    *(b"\x1b[55296u", b"\x1b[97;;56320u", b"\x1b[48;0;0;0;0t", b"\x1b[48;9999;9999;9;9t", b"\x1b[<64;0;0M"),
    *(b"\xe9", b"\xe1\xba", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff\xfe"),
    *("ệ".encode(), "ệ".encode("utf-16"), "quản trị".encode(), "quản trị".encode("cp1258", "ignore")),
)
"""What a wrong key table, a paste or a cut line sends: random bytes alone seldom make these."""
LAUNCHER = """
import sys
from pathlib import Path
from ktd_tui import cli
from ktd_tui.app import KtdApp
KtdApp._leave = lambda self, sure: None  # Ctrl+Q may be among the bytes: every end is a fault then
let_in = KtdApp._in_order
async def heard(self, event):
    await let_in(self, event)
    if getattr(event, "key", "") == "f20":
        Path(sys.argv[1]).touch()
KtdApp._in_order = heard
cli.main(sys.argv[2:])
"""
"""F20, which means nothing, is noted where it is let in: when every key before it has run its whole way."""


def stream(number: int) -> bytes:
    """Return the bytes of one stream."""
    random, made = Random(number), b""  # noqa: S311  # no secret
    while len(made) < random.randrange(1, LONGEST):
        made += random.choice(PARTS) if random.random() < 0.4 else random.randbytes(random.randrange(1, 9))
    return made


def pieces(number: int) -> Iterator[bytes]:
    """Yield a stream as a line may deliver it."""
    random, rest = Random(-number), stream(number)  # noqa: S311  # no secret
    while rest:
        end = random.randrange(1, LONGEST)
        yield rest[:end]
        rest = rest[end:]


def lost_by_the_parser(numbers: Iterable[int]) -> Iterator[int]:
    """Yield the streams after which a key was not heard. One keyboard takes them all, as a session's does."""
    teach()
    now = 0.0
    keyboard = Keyboard(clock=lambda: now)

    def wait() -> list[Message]:
        nonlocal now
        now += 10 * LONG
        return list(keyboard.tick())

    for number in numbers:
        for piece in pieces(number):
            list(keyboard.take(piece))
        wait()
        list(keyboard.take(b"\xff" + CLOSE.encode()))  # somebody's paste ends at some time
        wait()
        heard = [*keyboard.take(LAST.encode()), *wait()]
        if [one.key for one in heard if isinstance(one, events.Key)] != [LAST]:
            yield number


def drive_a_session(folder: Path, first: int, count: int) -> None:
    """Send streams into a session; a session that ends, or does not hear afterwards, fails.

    Args:
        folder: An empty one.
        first: The number of the first stream.
        count: How many.
    """
    (launcher := folder / "launcher.py").write_text(LAUNCHER)
    mark, data = folder / "heard", with_sample(folder / "data")
    command = [sys.executable, str(launcher), str(mark), "--data", str(data)]
    with Session(command, env={"XDG_CONFIG_HOME": str(folder)}) as session:
        session.wait_for("2186/KH-VPQH")
        for begin in range(first, first + count, AT_ONCE):
            for number in range(begin, min(begin + AT_ONCE, first + count)):
                session.send(stream(number))
                assert session.read(0) >= 0, f"the session ended at {number}, begun with {begin}"
            session.settle(2 * LONG)
            session.send(CLOSE)
            session.settle()
            session.send(F20)
            session.wait_for(
                mark.exists, PATIENCE
            )  # keys that opened pages wait for them, one after the other
            mark.unlink()
            session.raw = b""


def drive_sessions(first: int, count: int, of_each: int, sessions: int) -> Iterator[tuple[int, str]]:
    """Send streams into several sessions at a time; yield after each session how many, and what was wrong.

    Args:
        first: The number of the first stream.
        count: How many streams.
        of_each: How many one session is sent, before a new one takes its place.
        sessions: How many run at a time.
    """
    with ProcessPoolExecutor(sessions, get_context("spawn")) as pool:
        begins = range(first, first + count, of_each)
        shares = [(begin, min(of_each, first + count - begin)) for begin in begins]
        sent = {pool.submit(_one_session, *share): share[1] for share in shares}
        for done in as_completed(sent):
            yield sent[done], done.result()


def _one_session(first: int, count: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            drive_a_session(Path(folder), first, count)
        except (AssertionError, OSError) as fault:
            return f"streams {first} to {first + count - 1}: {fault}"
    return ""


def main(count: int, first: int = 0, sessions: int = 6) -> None:
    """Run the long one, a new session for every thousand streams."""
    lost = list(lost_by_the_parser(range(first, first + count)))
    sys.stdout.write(f"the parser: {count} streams, keys lost after {lost}\n")
    total = 0
    for sent, wrong in drive_sessions(first, count, 1000, sessions):
        total += sent
        sys.stdout.write(f"{wrong or f'{sent} streams, the session neither ended nor deaf'} ({total})\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
