"""What Vietnamese minutes say of votes: who counts, what was counted, who is elected and by what."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from ktd_tui.domain.merit import honour
from ktd_tui.domain.voting import AGAINST, FOR, Base, Method, Purpose, Voided, Vote, Withdrawal
from ktd_tui.papers.phrases import MEETING, capital, reason_told, sentence_begun, sentence_ended
from ktd_tui.rules.meeting.ballots import (
    ballots_of,
    figures,
    majority,
    opinions_of,
    outcome,
    received,
    undecided_for_good,
)
from ktd_tui.rules.meeting.elections import drawn_in, equals, equals_before_lots
from ktd_tui.text import enumerated
from ktd_tui.words import number, percent

_BASES = {
    Base.PRESENT: "đại biểu có mặt",
    Base.MEMBERS: "tổng số đại biểu được biểu quyết",
    Base.ISSUED: "số phiếu phát ra",
    Base.VALID: "phiếu hợp lệ",
}
_SEVERAL = {2: "Hai", 3: "Ba", 4: "Bốn", 5: "Năm", 6: "Sáu", 7: "Bảy", 8: "Tám", 9: "Chín", 10: "Mười"}


def with_round(of: Vote) -> str:
    """Name a question with its round, where there were several."""
    subject = sentence_begun(of.subject.rstrip(" .;:,"))
    said = subject.rstrip("?!")  # a question's own sign stands behind the round
    return f"{said} (vòng {of.round}){subject[len(said) :]}" if of.round > 1 else subject


def tellers(names: Sequence[str], head: str, meeting: str = MEETING) -> str:
    """Say who counts the votes, and who heads them; ``head`` is one of the names, or empty."""
    first = sorted(names, key=lambda name: name != head)
    seated = (f"{name} (Trưởng ban)" if name == head else name for name in first)
    return f"{meeting} cử Ban kiểm phiếu gồm: {'; '.join(seated)}."


def withdrawal(of: Vote, gone: Withdrawal) -> str:
    """Say that a candidate withdrew, and why."""
    question = with_round(of)
    standing = f"{capital(gone.name)} xin rút khỏi danh sách {question[:1].lower()}{question[1:]}."
    return f"{standing} {reason_told(gone.reason)}" if gone.reason else standing


def vote(of: Vote, meeting: str = MEETING) -> str:
    """Say a round's result with its arithmetic in it; a void one with its reason."""
    head = with_round(of)
    if of.void is not None:
        return f"{sentence_ended(head)} {void_round(of.void)}"
    if outcome(of) is None:
        return f"{head}: chưa kiểm phiếu."
    how = "bỏ phiếu kín" if of.rule.method is Method.BALLOT else "biểu quyết"
    return f"{sentence_ended(head)} {meeting} {how}, {_papers(of)}kết quả: {_votes(of)}{_beside(of)}"


def put_to_vote(votes: Sequence[Vote], meeting: str = MEETING) -> str:
    """Say what was voted on, and what ballots there were, above a table that tells the rest.

    Args:
        votes: One with candidates, or several awards of which all this is the same.
        meeting: What the paper calls it.
    """
    of, many = votes[0], len(votes)
    how = "bỏ phiếu kín" if of.rule.method is Method.BALLOT else "biểu quyết"
    if many == 1:
        return f"{sentence_ended(with_round(of))} {meeting} {how}, {_papers(of)}kết quả:"
    result, papers = outcome(of), _papers(of)
    each = f"mỗi nội dung {papers}" if papers else ""
    least = (
        f"mỗi nội dung cần {number(result.needed)}/{number(result.base)} {_unit(of)} đồng ý" if result else ""
    )
    base = f"tỷ lệ tính trên {_BASES[of.rule.base]}"
    return f"{meeting} {how} về {number(many)} nội dung; {each}{base}, {least}. Kết quả:"


def void_round(of: Voided) -> str:
    """Say that a round does not count, and why."""
    return f"Vòng này không được công nhận. {reason_told(of.reason)}"


def count_judged(of: Vote) -> str:
    """Say by what a counted ballot is judged and what came of it, where its numbers stand above."""
    result = outcome(of)
    if result is None:
        return ""
    wanted = "" if of.candidates else " đồng ý"
    unit = _unit(of)
    told = f"Tỷ lệ tính trên {_BASES[of.rule.base]} ({number(result.base)}){_written(of, ', ')}"
    told += f"; cần ít nhất {number(result.needed)} {unit}{wanted}. "
    if of.candidates:
        return f"{told}{elected(of)}{_beside(of)}"
    cast = f"{_cast(of)}. " if of.casting else ""
    return f"{told}{cast}Kết quả: {'đạt' if result.passed else 'không đạt'}.{_beside(of)}"


def _beside(of: Vote) -> str:
    """Say that no other round may follow, and why a round was voted on below the quorum."""
    told = ""
    if undecided_for_good(of):
        told += f" Đã đủ {number(of.rule.rounds)} vòng theo quy định; nội dung này chưa được quyết định."
    if of.below_quorum:
        there = f"có mặt {number(of.present)}/{number(of.members)} đại biểu được biểu quyết"
        told += f" Khi đó {there}, chưa đủ theo quy định. {reason_told(of.below_quorum)}"
    return told


def what_was_decided(passed: Sequence[Vote]) -> Iterator[str]:
    """Say what votes that passed decided, without their ballots: for those who need the decision alone.

    An award that several are proposed for is said once, with all of them.
    """
    for begins, votes in groupby(passed, key=_award_said):
        same = list(votes)
        if begins and len(same) > 1:
            whom = "; ".join(one.subject.removeprefix(begins) for one in same)
            yield f"{begins}{number(len(same))} trường hợp: {whom}."
        else:
            yield from map(_decision, same)


def _award_said(of: Vote) -> str:
    """Return how a question begins that proposes one for an award, empty of any other question."""
    begins = f"Đề nghị tặng {honour(of.award)} cho "
    return begins if of.purpose is Purpose.AWARD and of.subject.startswith(begins) else ""


def _decision(of: Vote) -> str:
    chosen = [one.name for one in of.candidates if one.id in of.elected]
    return sentence_ended(f"{of.subject}: {enumerated(chosen)}" if chosen else of.subject)


def _papers(of: Vote) -> str:
    counted = ballots_of(of)
    if of.rule.method is not Method.BALLOT or counted is None:
        return ""
    return (
        f"phát ra {number(counted.issued)} phiếu, thu về {number(counted.returned)} phiếu, "
        f"hợp lệ {number(counted.valid)} phiếu, không hợp lệ {number(counted.invalid)} phiếu"
        f"{_electronic(of)}; "
    )


def _electronic(of: Vote) -> str:
    if of.electronic is None:
        return ""
    cast = len(of.electronic.ballots) + of.electronic.unreadable
    return f" (trong đó {number(cast)} phiếu điện tử của đại biểu dự từ xa)"


def _unit(of: Vote) -> str:
    return "phiếu" if of.rule.method is Method.BALLOT else "đại biểu"


def _votes(of: Vote) -> str:
    result = outcome(of)
    if result is None:
        return ""
    needed = f"{_BASES[of.rule.base]} (cần {number(result.needed)})"
    if of.candidates and of.ballots is not None:
        got = received(of, of.ballots.choices)
        # «Công an Quận 1 3/9» would be read as one number.
        had = " được" if any(one.name[-1:].isdigit() for one in of.candidates) else ""
        each = "; ".join(
            f"{one.name}{had} {number(got[one.id])}/{number(result.base)} {_unit(of)}, "
            f"đạt {percent(Fraction(got[one.id], result.base or 1))}"
            for one in of.candidates
        )
        return f"{each} {needed}{_written(of)}. {elected(of)}"
    agreed = f"{number(result.agree)}/{number(result.base)} {_unit(of)} đồng ý"
    share = f"đạt {percent(result.share)} {needed}"
    passed = "đạt" if result.passed else "không đạt"
    told = f"{agreed}, {share}{_against(of)}{_written(of)}"
    return f"{told}. {_cast(of)}: {passed}." if of.casting else f"{told}: {passed}."


def _against(of: Vote) -> str:
    """Say how many were against and how many had no opinion, none as well: who reads need not reckon it."""
    got = figures(of)
    if got.other:
        silent = f"{number(got.other)} không có ý kiến hoặc không hợp lệ"
        return f"; {number(got.against)} {_unit(of)} không đồng ý, {silent}"
    against = f"{number(got.against)} {_unit(of)} không đồng ý"
    return f"; {against}, {number(got.abstained)} {_unit(of)} không có ý kiến"


def _written(of: Vote, joint: str = "; ") -> str:
    """Say how many of the votes are written opinions, and what they say."""
    written = opinions_of(of)
    if not written:
        return ""
    told = f"{joint}kể cả {number(len(written))} ý kiến bằng văn bản"
    if of.candidates:
        return told
    said = {"đồng ý": FOR, "không đồng ý": AGAINST}
    numbers = {word: sum(key in one.choices for one in written) for word, key in said.items()}
    numbers["không có ý kiến"] = len(written) - sum(numbers.values())
    return f"{told} ({', '.join(f'{number(n)} {word}' for word, n in numbers.items() if n)})"


def _cast(of: Vote) -> str:
    got, side = figures(of), of.casting
    words = {FOR: "đồng ý", AGAINST: "không đồng ý"}
    return (
        f"Số {_unit(of)} đồng ý và không đồng ý bằng nhau ({number(got.agree)}/{number(got.against)}); "
        f"theo quy chế, quyết định theo ý kiến của chủ trì, {side.who}, {words[side.side]}"
        if side
        else ""
    )


def elected(of: Vote) -> str:
    """Say who is elected by a round and by what, who has as many votes as another, or that nobody is yet."""
    return " ".join(_elected(of))


def _elected(of: Vote) -> Iterator[str]:
    won = "trúng cử" if of.purpose in {Purpose.HEAD, Purpose.DEPUTY} else "được chọn"
    drawn = drawn_in(of)
    by_votes = enumerated(one.name for one in of.candidates if one.id in of.elected and one.id not in drawn)
    if by_votes:
        yield f"{capital(by_votes)} {won}."
    lot = enumerated(one.name for one in of.candidates if one.id in drawn)
    if lot:
        reason = of.lots.rstrip(" .;:")
        joint = ". " if reason[:1].isupper() else "; "
        yield f"{_equal(of, equals_before_lots(of))}{joint}{reason}: {lot} {won}."
    elif equal := equals(of):
        yield f"{_equal(of, equal)}."
    if not of.elected:
        yield "Chưa có kết quả ở vòng này."


def _equal(of: Vote, equal: Sequence[str]) -> str:
    """Say who has as many votes as another, and how many."""
    names = [one.name for one in of.candidates if one.id in equal]
    got = received(of, of.ballots.choices if of.ballots else {})
    base = outcome(of)
    votes = f"{number(got[equal[0]])}/{number(base.base if base else of.present)}"
    n = _SEVERAL.get(len(names), number(len(names)))
    together = enumerated(names)
    if ";" not in together:
        together = f"{', '.join(names[:-1])} và {names[-1]}"
    counted = "số phiếu" if of.rule.method is Method.BALLOT else "số đại biểu tán thành"
    return f"{n} đơn vị {together} có {counted} bằng nhau ({votes})"


def candidate_verdict(of: Vote, candidate_id: str) -> str:
    """Say in a table what became of a candidate; who drew the lot had no more votes than who did not."""
    if candidate_id in of.elected and candidate_id not in drawn_in(of):
        return "Đạt"
    got = received(of, of.ballots.choices if of.ballots else {})
    if got.get(candidate_id, 0) >= majority(of):
        lost = "Không trúng cử" if of.purpose in {Purpose.HEAD, Purpose.DEPUTY} else "Không được chọn"
        return "Bằng phiếu" if candidate_id in equals_before_lots(of) else lost
    if of.rule.fraction == Fraction(1, 2) and of.rule.strict and of.rule.votes is None:
        return "Không đủ quá bán"
    return "Không đạt"
