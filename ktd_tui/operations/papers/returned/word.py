"""A Word file that was written here and edited elsewhere: from which paper it came, and what differs."""

from collections.abc import Iterator, Mapping
from typing import Any

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.papers.register import as_sealed, differences_spoken, kept_file, latest
from ktd_tui.operations.papers.returned.verdict import Finding, Verdict
from ktd_tui.papers.render.word.telling import told_in_word, word_lines
from ktd_tui.rules.merging import differences
from ktd_tui.words import count


def word_verdict(desk: Desk, content: bytes) -> Verdict:
    """Say from which paper a Word file came, which file was sealed, and where its words are others."""
    told = told_in_word(content)
    ref = _ref(desk, told)
    if ref is None:
        message = N_("The file is no paper of this register, or its mark was taken out.")
        return Verdict(None, (Finding(good=False, message=message),))
    of = _sealed(desk, told) or latest(desk, ref)
    if of is None:
        year = desk.store.get(BlocYear, ref.year)
        bloc = desk.store.get(Bloc, year.bloc_id)
        facts = {"title": t(KINDS[ref.kind].title), "bloc": bloc.name, "year": year.year}
        message = N_("The Word file is a draft: {title}, {bloc}, {year}. That paper is not sealed yet.")
        return Verdict(None, (Finding(good=False, message=message, facts=facts),))
    return Verdict(of, tuple(_findings(desk, of, content)))


def _ref(desk: Desk, told: Mapping[str, Any]) -> PaperRef | None:
    """Return which paper a file tells of; None where it is none of this council."""
    codes = {bloc.id: bloc.code for bloc in desk.store.find(Bloc)}
    for year in desk.store.find(BlocYear):
        here = codes.get(year.bloc_id) == told.get("bloc") and year.year == told.get("year")
        if here and told.get("kind") in list(KINDS):
            return PaperRef(told["kind"], year.id)
    return None


def _sealed(desk: Desk, told: Mapping[str, Any]) -> SealedPaper | None:
    """Return the version that a file was written from, None where that was a draft."""
    found = (s for s in desk.store.find(SealedPaper) if s.sha256 == told.get("sha256"))
    return next((s for s in found if s.version == told.get("version")), None)


def _findings(desk: Desk, of: SealedPaper, content: bytes) -> Iterator[Finding]:
    facts = {"number": count(of.number), "version": of.version}
    message = N_("A Word file is not the sealed paper, which is number {number}, version {version}.")
    yield Finding(good=False, message=message, facts=facts)
    if file := kept_file(desk, of.file):
        yield Finding(good=True, message=N_("What was sealed is the file {path}."), facts={"path": file})
    from ktd_tui.papers.render.word.writing import render_word

    try:
        was = word_lines(render_word(as_sealed(desk, of), {}))
    except Refused as refused:
        yield Finding(good=False, message=refused.message, facts=refused.facts)
        return
    lines = differences_spoken(differences(was, word_lines(content)))
    if lines:
        yield Finding(good=False, message=N_("Its words are not those that were sealed."), lines=tuple(lines))
    else:
        yield Finding(good=True, message=N_("Its words are those that were sealed."))
