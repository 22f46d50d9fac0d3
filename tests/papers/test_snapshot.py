"""A snapshot brings the same paper back; differences lead from one version to the other."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.papers.snapshot import digest, dumped, loaded
from ktd_tui.rules.merging import differences
from tests.operations.found import the_year
from tests.papers.test_papers_of_the_year import KINDS


@pytest.mark.parametrize("kind", ["minutes", *KINDS])
def test_every_paper_comes_back_as_it_was(sample: Desk, kind: str) -> None:
    paper = current.paper(sample, PaperRef(kind, the_year(sample).id))
    assert loaded(dumped(paper)) == paper
    assert dumped(loaded(dumped(paper))) == dumped(paper)
    assert digest(dumped(replace(paper, closing="Khác./."))) != digest(dumped(paper))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind":"Head"}', '{"kind":"Paper"}', '"x"', "[" * 5000])
def test_what_is_no_paper_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json's own error is one, too
        loaded(text)


lines = st.lists(st.sampled_from("abcde"), max_size=12)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault of ours
@given(lines, lines)
def test_differences_lead_from_one_to_the_other(before: list[str], after: list[str]) -> None:
    found = differences(before, after)
    assert bool(found) == (before != after)
    left, right = list(before), list(after)
    for change in found:
        for line in change.before:
            left.remove(line)
        for line in change.after:
            right.remove(line)
    assert sorted(left) == sorted(right), "what is told of is not all that differs"
