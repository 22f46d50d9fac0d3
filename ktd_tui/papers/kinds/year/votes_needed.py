"""How many votes a title needs, and of whom, as the regulation says it."""

from collections.abc import Iterator

from ktd_tui.domain.merit import AwardRule, VoteBy, honour
from ktd_tui.domain.voting import Base
from ktd_tui.papers.kinds.year.data import YearData
from ktd_tui.papers.phrases import capital
from ktd_tui.rules.scoring.results.needed import needed_of, share_written
from ktd_tui.rules.scoring.results.nominations import rule_for
from ktd_tui.words import number

_VOTERS = {
    (VoteBy.COUNCIL, Base.MEMBERS): "tổng số thành viên",
    (VoteBy.COUNCIL, Base.PRESENT): "số thành viên có mặt",
    (VoteBy.MEETING, Base.MEMBERS): "tổng số đại biểu được biểu quyết",
    (VoteBy.MEETING, Base.PRESENT): "số đại biểu có mặt",
}
_BALLOTS = {Base.ISSUED: "số phiếu phát ra", Base.VALID: "số phiếu hợp lệ"}


def votes_needed(data: YearData) -> Iterator[str]:
    """Yield, for each title that asks for a number of votes of its own, how many; those alike together."""
    titles: dict[str, list[str]] = {}
    for title in data.council.award_titles:
        rule = rule_for(data.award_rules, title.name)
        if rule and needed_of(rule).asked:
            titles.setdefault(_said(rule, data.council.name), []).append(honour(title.name))
    for said, names in titles.items():
        yield f"{capital(', '.join(names))} {said}"


def _said(rule: AwardRule, council: str) -> str:
    needed = needed_of(rule)
    where = f"được {council} xét" if rule.vote_by is VoteBy.COUNCIL else "được Hội nghị bình xét"
    if needed.share is None:
        return f"{where}, cần ít nhất {number(needed.votes or 0)} phiếu đồng ý"
    least = "quá" if needed.more else "ít nhất"
    whom = _BALLOTS.get(rule.vote_base) or _VOTERS[rule.vote_by, rule.vote_base]
    return f"{where}, cần {least} {share_written(needed.share)} {whom} đồng ý"
