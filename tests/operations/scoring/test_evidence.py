"""Evidence: handed in with its fingerprint, judged, and what is missing."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, evidence
from ktd_tui.operations.scoring.cells import ScoreTyped
from ktd_tui.operations.scoring.evidence import PIECE, EvidencePage, Fingerprint, Handed, fingerprint
from ktd_tui.rules.scoring.layers import View
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year

REPORT = Handed("I.1", "Báo cáo năm", "05/BC", "09/12/2023")


@pytest.fixture
def work(sample: Desk) -> Desk:
    """2023 is at self scoring: evidence is handed in and judged."""
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.SELF_SCORING))
    return sample


def page(desk: Desk, unit: str = "CQT I") -> EvidencePage:
    return evidence.evidence_page(desk, the_year(desk, 2023).id, the_unit(desk, unit))


def hand_in(desk: Desk, wanted: Handed = REPORT, seen: Evidence | None = None) -> Evidence:
    return evidence.hand_in(desk, the_year(desk, 2023).id, the_unit(desk, "CQT I"), wanted, seen)


def test_a_file_is_fingerprinted(work: Desk, tmp_path: Path) -> None:
    content = b"minh chung " * PIECE  # several pieces
    path = tmp_path / "bao cao.pdf"
    path.write_bytes(content)
    one, same = (hand_in(work, REPORT._replace(address=a)) for a in (str(path), path.as_uri()))
    assert (one.size, one.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert same.sha256 == one.sha256
    assert (one.number, one.day, one.state) == ("05/BC", date(2023, 12, 9), EvidenceState.HANDED_IN)


def test_what_cannot_be_read_is_no_obstacle(tmp_path: Path) -> None:
    pipe = tmp_path / "ong"
    os.mkfifo(pipe)
    addresses = ("https://vpqh.gov.vn/5", "bao-cao.pdf", str(tmp_path / "khong-co"), str(tmp_path), str(pipe))
    for address in (*addresses, "/dev/zero", "~nobody-of-that-name/x", "a\0b", ""):
        assert fingerprint(address) == Fingerprint(), address


def test_a_file_that_is_too_large_has_a_size_only(tmp_path: Path) -> None:
    path = tmp_path / "lon.bin"
    path.write_bytes(b"x" * 1001)
    assert fingerprint(str(path), largest=1000) == Fingerprint(1001)
    assert fingerprint(str(path), largest=1001).sha256 == hashlib.sha256(b"x" * 1001).hexdigest()


def test_what_is_only_announced_is_awaited_and_proves_nothing(work: Desk) -> None:
    awaited = hand_in(work, Handed("I.1", "Báo cáo"))
    assert awaited.state is EvidenceState.AWAITED
    with pytest.raises(Refused, match="only awaited"):
        evidence.accept(work, awaited)
    given = hand_in(work, REPORT, awaited)
    assert (given.id, given.state) == (awaited.id, EvidenceState.HANDED_IN)


def test_what_is_missing_are_rows_with_points_that_nothing_proves(work: Desk) -> None:
    assert page(work).missing == ()
    year = the_year(work, 2023)
    for code, typed in (("I.1", "18"), ("I.2", "0"), ("I.4", "5"), ("T1", "1"), ("P1", "1")):
        cell = ScoreTyped(year.id, the_unit(work, "CQT I"), code, typed, View(Layer.SELF))
        cells.record_score(work, cell)
    assert page(work).missing == ("I.1", "I.4", "T1"), "0 points and deductions need no evidence"
    one = hand_in(work)
    assert page(work).missing == ("I.4", "T1")
    evidence.refuse(work, one, "Chưa ký")
    assert page(work).missing == ("I.1", "I.4", "T1"), "what was refused proves nothing"
    assert page(work, "CQT II").missing == ()


def test_judged_and_changed(work: Desk) -> None:
    one = hand_in(work)
    with pytest.raises(Refused, match="reason"):
        evidence.refuse(work, one, " ")
    refused = evidence.refuse(work, one, "Chưa ký")
    assert (refused.state, refused.remark) == (EvidenceState.REFUSED, "Chưa ký")
    again = hand_in(work, REPORT._replace(number="06/BC"), refused)
    assert (again.state, again.remark) == (EvidenceState.HANDED_IN, ""), "what was changed is judged anew"
    accepted = evidence.accept(work, again)
    with pytest.raises(Refused, match="was accepted"):
        hand_in(work, REPORT, accepted)
    with pytest.raises(Refused, match="was accepted"):
        evidence.withdraw_evidence(work, accepted)
    assert work.store.find(Evidence, bloc_year_id=the_year(work, 2023).id) == [accepted]


def test_a_representative_hands_in_for_their_unit_and_judges_nothing(work: Desk, tmp_path: Path) -> None:
    unit = the_unit(work, "CQT I")
    theirs = a_colleague(
        work, tmp_path / "data", 1300, "dai-dien", UserRole.UNIT_REPRESENTATIVE, unit_id=unit
    )
    one = hand_in(theirs)
    with pytest.raises(NotAllowed):
        evidence.hand_in(theirs, the_year(work, 2023).id, the_unit(work, "CQT II"), REPORT)
    with pytest.raises(NotAllowed):
        evidence.accept(theirs, one)
    with pytest.raises(NotAllowed):
        evidence.refuse(theirs, one, "Vì")
    evidence.withdraw_evidence(theirs, one)
    assert page(theirs).found == {}
    theirs.store.close()


def test_two_who_judge_at_once(work: Desk) -> None:
    one = hand_in(work)
    evidence.accept(work, one)
    with pytest.raises(Clash):
        evidence.refuse(work, one, "Chưa ký")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (REPORT._replace(title=" "), "Say what"),
        (REPORT._replace(code="P1"), "not for deductions"),
        (REPORT._replace(code="X.9"), "has no row"),
        (REPORT._replace(day="31/02/2023"), "date"),
    ],
)
def test_refused(work: Desk, wanted: Handed, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        hand_in(work, wanted)
    assert page(work).found == {}
