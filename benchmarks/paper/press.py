"""What a session pays for a paper: the press, a process of its own, beside rendering in the session itself.

A session is a process with ktd's app imported and a loop that does a key's work a hundred times a second.
In it a paper of 100 pages is set, by ``--press`` or ``--here``; said is how much the session grew, and how
long the loop waited. Run: ``python -m benchmarks.paper.press``.
"""

import asyncio
import importlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.table import Row, columns, say

PAGES = 100
EVERY = 0.01
WORK = 60_000
"""Turns of a loop that take about as long as a key does."""


def resident() -> float:
    """Return this process's resident memory in MiB (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def waits_while(work: Callable[[], object]) -> list[float]:
    """Return how many milliseconds each key took while ``work`` ran in a thread."""
    taken: list[float] = []

    async def keys() -> None:
        while True:
            due = time.perf_counter() + EVERY
            await asyncio.sleep(EVERY)
            for _ in range(WORK):
                pass
            taken.append(1e3 * (time.perf_counter() - due))

    typing = asyncio.create_task(keys())
    await asyncio.to_thread(work)
    typing.cancel()
    return taken


def session(how: str) -> None:
    """Be a session; say its growth in MiB and what the keys waited in milliseconds."""
    for module in ("ktd_tui.app", "screens.papers.papers", "screens.meeting.meeting"):
        importlib.import_module(module)
    from benchmarks.paper.pages import a_paper
    from ktd_tui.papers.document import prepared
    from ktd_tui.papers.render.press import Press, render_here

    paper = prepared(a_paper(PAGES))
    press = Press()
    before = resident()
    waits = asyncio.run(waits_while(lambda: (press.render if how == "--press" else render_here)(paper)))
    grown = resident() - before
    press.close()
    print(json.dumps([grown, statistics.median(waits), max(waits)]))


def rows(quick: bool) -> Iterator[Row]:
    """Run both by turns, three times."""
    found: dict[str, list[list[float]]] = {"--press": [], "--here": []}
    for _ in range(1 if quick else 3):
        for how, said in found.items():
            command = [sys.executable, "-m", "benchmarks.paper.press", how]
            said.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    apart, here = (columns(said) for said in found.values())
    yield Row(
        f"a paper of {PAGES} pages: the session grows / set in itself", apart[0] / here[0], "times", 0.2
    )
    yield Row("a key beside it waits at most", apart[2], "ms", 50)
    yield Row("a key would wait, were it set in the session itself", here[2], "ms")


if __name__ == "__main__":
    if sys.argv[1:2] in (["--press"], ["--here"]):
        session(sys.argv[1])
    else:
        say(rows)
