"""Electronic ballots: any two tellers open what was sealed, nobody else; sizes and order tell nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.domain.secret import BallotBox
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.secret_ballot import (
    LETTERS,
    Cost,
    box_opened,
    new_box,
    new_receipt,
    sealed_ballot,
    teller_key,
    written,
)

CHEAP = Cost(1, 8192)
PASSPHRASES = {"a": "mật khẩu một", "b": "mật khẩu hai", "c": "mật khẩu ba"}
VOTE = "01JZZZZZZZZZZZZZZZZZZZZZZZ"
CHOICES = ("x", "y", "z")


@pytest.fixture(scope="module")
def box() -> BallotBox:
    return new_box(VOTE, [teller_key(one, text, CHEAP) for one, text in PASSPHRASES.items()])


def filled(box: BallotBox, ballots: list[tuple[str, list[int]]]) -> BallotBox:
    cast = {f"voter{n}": sealed_ballot(box, receipt, marks) for n, (receipt, marks) in enumerate(ballots)}
    return box.model_copy(update={"ballots": cast})


def two(*names: str) -> dict[str, str]:
    return {name: PASSPHRASES[name] for name in names}


@settings(max_examples=25, deadline=None)
@given(marks=st.lists(st.lists(st.integers(0, 2), unique=True), max_size=9))
def test_any_two_tellers_open_what_was_cast(box: BallotBox, marks: list[list[int]]) -> None:
    cast = [(new_receipt(), one) for one in marks]
    full = filled(box, cast)
    assert len({len(ballot) for ballot in full.ballots.values()}) <= 1, "a ballot's size tells what it holds"
    expected = {receipt: {CHOICES[place] for place in one} for receipt, one in cast}
    for pair in (("a", "b"), ("a", "c"), ("c", "b")):
        found = box_opened(full, two(*pair), CHOICES)
        assert {b.receipt: set(b.choices) for b in found.ballots} == expected
        assert [b.receipt for b in found.ballots] == sorted(expected), "the box's order came through"
        assert found.unreadable == 0


def test_one_alone_and_wrong_passphrases_open_nothing(box: BallotBox) -> None:
    full = filled(box, [(new_receipt(), [0])])
    for wrong in ({"a": PASSPHRASES["a"]}, {}, PASSPHRASES, {"a": PASSPHRASES["a"], "z": "mật khẩu ba"}):
        with pytest.raises(Refused, match="Two of the tellers"):
            box_opened(full, wrong, CHOICES)
    with pytest.raises(Refused, match="does not fit"):
        box_opened(full, {"a": PASSPHRASES["a"], "b": "không phải thế"}, CHOICES)
    with pytest.raises(Refused, match="at least 8"):
        teller_key("a", "ngắn", CHEAP)


def test_nothing_of_the_secrets_lies_in_the_box(box: BallotBox) -> None:
    receipt = new_receipt()
    text = filled(box, [(receipt, [1])]).model_dump_json()
    for secret in (*PASSPHRASES.values(), receipt, receipt.replace("-", "")):
        assert secret not in text


def test_what_was_tampered_with_is_told_and_a_copy_counts_once(box: BallotBox) -> None:
    full = filled(box, [(new_receipt(), [0]), (new_receipt(), [2])])
    one = full.ballots["voter0"]
    other_box = new_box(VOTE, [teller_key(name, PASSPHRASES[name], CHEAP) for name in ("a", "b")])
    changed = full.model_copy(
        update={
            "ballots": {
                **full.ballots,
                "copy": one,
                "cut": one[:40],
                "text": "đây không phải base64",
                "bent": ("B" if one[0] == "A" else "A") + one[1:],
                "of another box": sealed_ballot(other_box, new_receipt(), [0]),
            }
        }
    )
    found = box_opened(changed, two("a", "c"), CHOICES)
    assert len(found.ballots) == 2
    assert found.unreadable == 5


def test_a_ballot_of_another_round_is_not_counted(box: BallotBox) -> None:
    ballot = sealed_ballot(box.model_copy(update={"vote_id": VOTE[::-1]}), new_receipt(), [0])
    assert box_opened(box.model_copy(update={"ballots": {"v": ballot}}), two("a", "b"), CHOICES) == ((), 1)


def test_a_receipt_is_read_however_it_was_typed() -> None:
    receipt = new_receipt()
    assert len(receipt) == 14
    assert set(receipt) <= {*LETTERS, "-"}
    for typed in (receipt, receipt.lower(), receipt.replace("-", " "), f" {receipt} "):
        assert written(typed) == receipt
