"""The power goes after any call of a writer: what it had acknowledged is found, and nothing else.

Every call is a cut, in five ways each (see ``power_loss``): about a thousand disks are opened.
"""

import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import store.engine.compaction
from ktd_tui.domain.people import Person
from store import open_store
from store.beside.ballot_box import BallotBoxes
from store.beside.filed_papers import file_new
from tests.store.engine.power_loss import Recording, can_record, record

WAYS = ("none-none", "none-all", "all-none", "all-zeros", "some-torn")
PAPER, BALLOT = b"%PDF sealed", b"a ballot"
SAVES = 24

pytestmark = pytest.mark.skipif(not can_record(), reason="strace may not trace here")


def say(**what: object) -> None:
    """Tell the recording, in one call."""
    os.write(1, f"{json.dumps(what)}\n".encode())


def work(directory: str) -> None:
    """Save, compact, file a paper, put a ballot: say what is to be, then that it is."""
    store.engine.compaction.COMPACT_AT = 2_000
    dice, data = random.Random(4), Path(directory)  # noqa: S311  # no secret
    opened, people = open_store(data), dict[str, Person]()
    for n in range(SAVES):
        say(people={key: p.rev for key, p in people.items()}, done=n)
        if n % 6 == 5:
            gone = people.pop(next(iter(people)))
            fresh = Person(name=f"instead {n}")
            say(people={key: p.rev for key, p in people.items()} | {fresh.id: 1}, tried=n)
            with opened.transaction("exchange"):
                opened.delete(gone)
                people[fresh.id] = opened.save(fresh)
        elif n % 3 == 2:
            key = dice.choice(list(people))
            wanted = people[key].with_(name="Đ" * dice.randrange(1, 500))
            say(people={k: p.rev for k, p in people.items()} | {key: wanted.rev + 1}, tried=n)
            people[key] = opened.save(wanted)
        else:
            fresh = Person(name=f"person {n}")
            say(people={key: p.rev for key, p in people.items()} | {fresh.id: 1}, tried=n)
            people[fresh.id] = opened.save(fresh)
    say(people={key: p.rev for key, p in people.items()}, done=SAVES)
    opened.rest()
    file_new(data / "papers", "V/2022/bien-ban.pdf", PAPER)
    say(paper=True)
    boxes = BallotBoxes(data)
    with boxes.locked():
        boxes.write("a1", BALLOT)
    say(ballot=True)
    opened.close()


def what_is_wrong(found: Path, said: str) -> Iterator[str]:
    """Look at what a cut left behind, against what had been said until then."""
    words = [json.loads(line) for line in said.splitlines()]
    done: dict[str, int] = next((word["people"] for word in reversed(words) if "done" in word), {})
    tried: dict[str, int] = next((word["people"] for word in reversed(words) if "people" in word), {})
    opened = open_store(found)
    try:
        people = {p.id: p.rev for p in opened.find(Person)}
        if people not in (done, tried):
            yield f"found {people}, acknowledged {done}, perhaps {tried}"
        opened.save(Person(name="after the cut"))
    finally:
        opened.close()
    paper = found / "papers/V/2022/bien-ban.pdf"
    if any("paper" in word for word in words) and not (paper.is_file() and paper.read_bytes() == PAPER):
        yield "the sealed paper is gone"
    if any("ballot" in word for word in words) and BallotBoxes(found).read("a1") != BALLOT:
        yield "the ballot is gone"


def test_nothing_acknowledged_is_lost_with_the_power(tmp_path: Path) -> None:
    data, found = tmp_path / "data", tmp_path / "found"
    open_store(data, create=True).close()
    program = f"from {__name__} import work; work({str(data)!r})"
    recording = record([sys.executable, "-c", program], data, tmp_path / "trace")
    assert recorded_whole(recording, data) > SAVES * 2, "hardly anything was recorded"

    dice, wrong = random.Random(1), []  # noqa: S311  # the same disks each time
    for cut, call in enumerate(recording.replay()):
        for how in WAYS:
            found.mkdir(0o700)
            recording.disk.lay_out(found, how, dice)
            try:
                wrong += [
                    f"call {cut} ({call}), {how}: {what}" for what in what_is_wrong(found, recording.said)
                ]
            except Exception as error:  # noqa: BLE001  # whatever it was: such a disk could not be opened
                wrong.append(f"call {cut} ({call}), {how}: {error!r}")
            shutil.rmtree(found)
    assert not wrong, "\n".join(wrong[:10])


def recorded_whole(recording: Recording, data: Path) -> int:
    """Replay all of it: the model's files must be the real ones. Return how many calls it was."""
    calls = sum(1 for _ in recording.replay())
    real = {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert {path: of.content for path, of in recording.disk.names.items() if of} == real
    return calls
