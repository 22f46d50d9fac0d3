"""Electronic secret ballots from setting the box up to the result; and what no file may ever tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import KtdError, NotAllowed, Refused
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting import casting, electronic, rounds, tellers, votes
from tests.builders import a_colleague
from tests.operations.boxes import CHEAP, TELLERS, a_ballot, change, delegates, seat
from tests.operations.found import the_meeting, the_unit, the_year


@pytest.fixture
def ballot(sample: Desk) -> Vote:
    return a_ballot(sample)


@pytest.fixture
def voters(sample: Desk, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    with delegates(sample, tmp_path / "data") as desks:
        yield desks


def look(*desks: Desk) -> None:
    for desk in desks:
        desk.store.refresh()


@pytest.fixture
def boxed(sample: Desk, ballot: Vote, voters: dict[str, Desk]) -> Vote:
    """The round with its box set up, seen by everybody."""
    vote = electronic.set_up(sample, ballot.id, TELLERS, CHEAP)
    look(*voters.values())
    return vote


def cast(voters: dict[str, Desk], vote: Vote, who: str, place: int | None) -> str:
    marked = () if place is None else (vote.choices[place],)
    return casting.cast(voters[who], vote.id, marked)


def files(folder: Path, *, boxes: bool = False) -> dict[Path, bytes]:
    """Everything that lies on the disk, the boxes left out unless asked for."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in found if boxes or path.parent.name != "ballots"}


def test_from_the_box_to_the_result(sample: Desk, boxed: Vote, voters: dict[str, Desk]) -> None:
    receipts = {who: cast(voters, boxed, who, place) for who, place in (("a5", 1), ("a2", 0), ("a4", 1))}
    assert len(set(receipts.values())) == 3
    of = electronic.box_state(sample, boxed)
    assert ([a.id for a in of.voted], of.waiting) == (["a2", "a4", "a5"], ())
    with pytest.raises(Refused, match="Close the electronic"):
        electronic.open_box(sample, boxed.id, TELLERS)
    with pytest.raises(Refused, match="Open the electronic ballots first"):
        tellers.tally(sample, boxed.id, "a1", {})
    electronic.close_box(sample, boxed.id)
    with pytest.raises(Refused, match="does not fit"):
        electronic.open_box(sample, boxed.id, {**TELLERS, "a3": "đoán mò thôi"})
    opened = electronic.open_box(sample, boxed.id, TELLERS)
    assert opened.electronic
    found = {one.receipt: one.choices for one in opened.electronic.ballots}
    assert found == {
        receipts[who]: (boxed.choices[place],) for who, place in (("a5", 1), ("a2", 0), ("a4", 1))
    }
    assert opened.electronic.voters == ("a2", "a4", "a5")
    assert casting.ballot_for_me(voters["a2"], [opened]) is None

    # The two in the room vote on paper; more ballots than they are cannot be.
    paper = {"issued": "3", "returned": "3", "valid": "3", "invalid": "0", boxed.choices[0]: "3"}
    with pytest.raises(Refused, match="only 2 can vote"):
        tellers.tally(sample, boxed.id, "a1", paper)
    fitting = {name: "0" if name == "invalid" else "2" for name in paper}
    for teller in TELLERS:
        tellers.tally(sample, boxed.id, teller, fitting)
    counted = tellers.agree(sample, boxed.id)
    assert counted.ballots
    assert counted.ballots.issued == counted.present == 5
    assert counted.ballots.choices == {boxed.choices[0]: 3, boxed.choices[1]: 2}
    assert counted.unit_id == the_unit(sample, "CQT I")


def test_everybody_elsewhere_needs_no_paper(sample: Desk, ballot: Vote, voters: dict[str, Desk]) -> None:
    for teller in TELLERS:
        seat(sample, teller, voting=False)
    electronic.set_up(sample, ballot.id, TELLERS, CHEAP)
    look(*voters.values())
    for who, place in (("a2", 0), ("a4", None), ("a5", 0)):
        cast(voters, ballot, who, place)
    electronic.close_box(sample, ballot.id)
    counted = electronic.open_box(sample, ballot.id, TELLERS)
    assert counted.ballots
    assert (counted.ballots.valid, counted.ballots.invalid, counted.agree) == (2, 1, 2)


def test_no_file_joins_who_and_what(
    sample: Desk, boxed: Vote, voters: dict[str, Desk], tmp_path: Path
) -> None:
    """Casting touches nothing but the box; the box goes; what stays is two lists without a thread between."""
    folder = tmp_path / "data"
    before, seq = files(folder), sample.store.seq
    receipts = {who: cast(voters, boxed, who, place) for who, place in (("a5", 1), ("a2", 0), ("a4", 1))}
    look(sample)
    assert files(folder) == before, "casting a ballot left a trace beside the box"
    assert sample.store.seq == seq
    (box,) = (folder / "ballots").iterdir()
    content = box.read_text()
    names = [content.index(f'"{who}":') for who in ("a2", "a4", "a5")]
    assert names == sorted(names), "the box's order tells when each one voted"
    assert not any(receipt.replace("-", "") in content.replace("-", "") for receipt in receipts.values())

    electronic.close_box(sample, boxed.id)
    sample.store.backup(folder.parent / "copy")
    electronic.open_box(sample, boxed.id, TELLERS)
    assert not list((folder / "ballots").iterdir()), "the box was not destroyed"
    sealed = [text for text in content.split('"') if len(text) > 100]
    kept = files(folder.parent)
    assert len(sealed) > 3
    for path, text in kept.items():
        for one in (*sealed, *TELLERS.values()):
            assert one.encode() not in text, f"{path.name} keeps what lay in the box"
    for account in ("dai-bieu-0", "dai-bieu-1", "dai-bieu-2"):
        told = [commit for commit in sample.store.changes() if commit.author.user == account]
        assert not told, f"the history tells what {account} did"


def test_who_may_vote_and_only_once(
    sample: Desk, boxed: Vote, voters: dict[str, Desk], tmp_path: Path
) -> None:
    cast(voters, boxed, "a2", 0)
    with pytest.raises(Refused, match="has voted already"):
        cast(voters, boxed, "a2", 1)
    with pytest.raises(NotAllowed):
        casting.cast(sample, boxed.id, (boxed.choices[0],))
    unit = the_unit(sample, "CQT III")
    stranger = a_colleague(
        sample, tmp_path / "data", 3000, "khac", UserRole.UNIT_REPRESENTATIVE, unit_id=unit
    )
    with pytest.raises(Refused, match="follows from elsewhere"):
        casting.cast(stranger, boxed.id, (boxed.choices[0],))
    stranger.store.close()
    seat(sample, "a4", present=False)
    look(*voters.values())
    with pytest.raises(Refused, match="follows from elsewhere"):
        cast(voters, boxed, "a4", 0)
    reader = voters["a5"]._replace(actor=voters["a5"].actor._replace(read_only=True))
    with pytest.raises(KtdError, match="read-only"):
        casting.cast(reader, boxed.id, (boxed.choices[0],))
    for marked in (("không có",), boxed.choices):
        with pytest.raises(Refused, match=r"not on the ballot|at most"):
            casting.cast(voters["a5"], boxed.id, marked)
    assert casting.ballot_for_me(voters["a5"], [boxed]) == boxed
    assert casting.ballot_for_me(voters["a2"], [boxed]) is None


def test_two_voting_delegates_of_one_unit_vote_on_paper(
    sample: Desk, boxed: Vote, voters: dict[str, Desk]
) -> None:
    seat(sample, "a1", unit_id=the_unit(sample, "CQT I"))
    look(*voters.values())
    with pytest.raises(Refused, match="several voting delegates"):
        cast(voters, boxed, "a2", 0)


def test_too_few_would_show_who_voted_what(sample: Desk, boxed: Vote, voters: dict[str, Desk]) -> None:
    cast(voters, boxed, "a2", 0)
    with pytest.raises(Refused, match="Only 1 electronic ballots"):
        electronic.close_box(sample, boxed.id)
    rounds.void(sample, boxed.id, "Chỉ có một phiếu điện tử")
    assert sample.folder
    assert not list((sample.folder / "ballots").iterdir())
    look(*voters.values())
    with pytest.raises(Refused, match="takes no electronic"):
        cast(voters, boxed, "a4", 0)
    again = rounds.next_round(sample, boxed.id)
    seat(sample, "a5", joins_from="")
    with pytest.raises(Refused, match="Only 2 voters"):
        electronic.set_up(sample, again.id, TELLERS, CHEAP)


def test_only_where_the_rules_say_so(sample: Desk, ballot: Vote) -> None:
    change(sample, secret=False)
    with pytest.raises(Refused, match="do not allow"):
        electronic.set_up(sample, ballot.id, TELLERS, CHEAP)
    change(sample, secret=True)
    with pytest.raises(Refused, match="Every teller"):
        electronic.set_up(sample, ballot.id, {**TELLERS, "a2": "mật khẩu của a2"}, CHEAP)
    change(sample, rules={})
    hands = votes.put_question(sample, the_meeting(sample).id, Purpose.MOTION, None, "Có họp nữa không?")
    with pytest.raises(Refused, match="show of hands"):
        electronic.set_up(sample, hands.id, TELLERS, CHEAP)


def test_a_round_with_a_box_is_not_counted_or_taken_back_around_it(sample: Desk, boxed: Vote) -> None:
    with pytest.raises(Refused, match="already"):
        electronic.set_up(sample, boxed.id, TELLERS, CHEAP)
    with pytest.raises(Refused, match="void instead"):
        votes.withdraw_question(sample, boxed)
    with pytest.raises(KtdError):
        undo.undo(sample)
    fresh = sample.store.get(Vote, boxed.id)
    assert fresh.electronic
    plain = votes.put_question(
        sample, the_meeting(sample).id, Purpose.AWARD, the_unit(sample, "CQT I"), "Giấy khen"
    )
    electronic.set_up(sample, plain.id, TELLERS, CHEAP)
    with pytest.raises(Refused, match="tellers count it"):
        votes.count_votes(sample, plain.id, "5", "0", "0")


def test_a_lost_or_foreign_box_is_told(sample: Desk, boxed: Vote, voters: dict[str, Desk]) -> None:
    assert sample.folder
    box = sample.folder / "ballots" / f"{boxed.id}.box"
    whole = box.read_bytes()
    for content in (b"", b"[]", b"\0" * 99, whole.replace(boxed.id.encode(), the_year(sample).id.encode())):
        box.write_bytes(content)
        with pytest.raises(Refused, match="not there any more"):
            cast(voters, boxed, "a2", 0)
    box.unlink()
    with pytest.raises(Refused, match="not there any more"):
        electronic.close_box(sample, boxed.id)
    rounds.void(sample, boxed.id, "Hòm phiếu bị mất")


def test_a_box_on_another_server_is_named_not_called_lost(
    sample: Desk, boxed: Vote, voters: dict[str, Desk], tmp_path: Path
) -> None:
    kept = sample.store.get(Vote, boxed.id)
    assert kept.electronic
    sample.store.save(kept.with_(electronic=kept.electronic.model_copy(update={"server": "ktd-hanoi"})))
    (tmp_path / "data" / "ballots" / f"{boxed.id}.box").unlink()
    look(*voters.values())
    with pytest.raises(Refused, match="ktd-hanoi"):
        cast(voters, boxed, "a5", 1)
