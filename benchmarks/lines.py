"""Does a line of minutes cost the same in a long meeting? With 0 and with 1,000 lines before it, by turns.

The writer's own process is watched: milliseconds of the processor from Enter until the line is shown, and for
each letter typed. Run: ``python -m benchmarks.lines``.
"""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.meeting import Cost, at_the_line, cost
from benchmarks.table import Row, columns, compiled, say
from benchmarks.terminal import KTD, processor_ms
from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from store import open_store
from tests.terminal_session import Session

LETTERS = "abcdefgh"
LONG, SHORT = 1_000, 0


def with_lines(data: Path, many: int) -> None:
    """Set up the sample with so many lines more in the meeting's last step."""
    subprocess.run([*KTD, "init", "--sample", str(data)], check=True, capture_output=True)
    store = open_store(data)
    meeting = store.find(Meeting)[0]
    with store.transaction("bench"):
        for number in range(many):
            text = f"Đại biểu nhất trí với nội dung thứ {number}"
            store.save(MinutesLine(meeting_id=meeting.id, step=Step.APPROVAL, at=now(), text=text))
    store.close()


def letters(writer: Session, rounds: int) -> float:
    """Return the processor's milliseconds for one letter."""
    writer.settle(0.4)
    used = processor_ms(writer.pid)
    for _ in range(rounds):
        for letter in LETTERS:
            writer.send(letter)
            writer.settle(0.05)
        writer.send("\x7f" * len(LETTERS))
        writer.settle(0.1)
    return (processor_ms(writer.pid) - used) / rounds / len(LETTERS) / 2


def rows(quick: bool) -> Iterator[Row]:
    """Measure both by turns."""
    taken: dict[int, list[Cost]] = {SHORT: [], LONG: []}
    typed: dict[int, float] = {}
    with compiled() as folder, ExitStack() as stack:
        writers = {}
        for many in taken:
            with_lines(Path(folder) / str(many), many)
            writers[many] = stack.enter_context(at_the_line(Path(folder) / str(many)))
        for _ in range(1 if quick else 4):
            for many, writer in writers.items():
                taken[many].append(cost(writer, (), 5))
        for many, writer in writers.items():
            typed[many] = letters(writer, 3 if quick else 12)
    (short_ms, short_cpu, whole), (long_ms, long_cpu, _) = (columns(found) for found in taken.values())
    yield Row(f"a line after {LONG:,} lines / after none: until saved", long_ms / short_ms, "times", 1.1)
    yield Row(f"a line after {LONG:,} lines / after none: processor", long_cpu / short_cpu, "times", 1.1)
    yield Row("a line: the writer's processor from Enter to shown", short_cpu, "ms", 15)
    yield Row("a line: the writer's processor with all that follows", whole, "ms")
    yield Row("a letter: the writer's processor", typed[SHORT], "ms", 5)
    yield Row(f"a letter after {LONG:,} lines", typed[LONG], "ms", 5)


if __name__ == "__main__":
    say(rows)
