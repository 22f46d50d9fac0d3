"""The register of the year's papers: ``ktd seal``, ``ktd papers``, ``ktd verify``."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict

from ktd_tui.commands.base import DONE, REFUSED, actor
from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import IN_A_YEAR, JSON, TEXT
from ktd_tui.commands.papers.asked import ASKED, take_words
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.written import FileTold, written
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations import files
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import sealed_file, told_to
from ktd_tui.operations.papers import register, sealing
from ktd_tui.operations.papers.dossier.making import dossier_file, write_dossier
from ktd_tui.operations.papers.dossier.whole_year import print_year
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.papers.numbering import paper_numbered
from ktd_tui.operations.papers.preflight import preflight, problem_line
from ktd_tui.operations.papers.printing import print_archival, print_paper
from ktd_tui.operations.papers.register import amendment, filed, ref_to
from ktd_tui.operations.papers.returned.attaching import attach
from ktd_tui.operations.papers.returned.verdict import verdict_lines
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.operations.papers.style import set_style, style_of
from ktd_tui.operations.papers.unsealed import signed_on_paper
from ktd_tui.operations.papers.verifying import verify
from ktd_tui.words import count, short_date

STYLE: Mapping[str, str] = {
    "superior": N_("the superior body in the head of papers"),
    "agency": N_("the issuing body there"),
    "number": N_("how a paper's number is written"),
    "signer": N_("who signs letters"),
    "signer-name": N_("the name of who signs letters, as the directory finds it"),
    "recipients": N_("the recipients of letters, with “; ” between"),
    "organ": N_("the issuing body's code for document systems"),
    "titles": N_("the rule by which titles stand before signers' names (armed forces, schools, hospitals)"),
    "font": N_("the font of Word files, by its name"),
    "page-head": N_("the line at the head of Word files' pages"),
    "template": N_("a Word file (.docx) whose font and head of pages are taken; it is not kept"),
    "pledge-head": N_("“first” or “last”: when the bloc's head signs the pledge"),
}
"""What an office writes otherwise on its papers, and how it is told."""

SEAL_OPTIONS = (
    Option("paper", N_("which paper"), choices=tuple(KINDS)),
    Option("--reason", N_("the reason of an amendment"), TEXT, default=""),
    Option("--day", N_("the day of issue (minutes: the meeting's; others: today)"), TEXT, default=""),
    Option("--check", N_("only say what it lacks"), action="store_true"),
)
PAPERS_OPTIONS = (
    Option("--number", N_("the number of the paper"), type=int, metavar="5"),
    Option("--kind", N_("which paper, where several have that number"), choices=tuple(KINDS)),
    Option("--version", N_("its version (the last one)"), type=int, metavar="1"),
    Option("-o --output", N_("the file to write: .pdf, .docx, .txt, .md"), N_("FILE.pdf"), type=Path),
    Option("--pdfa", N_("as PDF/A-2b, with empty signature fields"), action="store_true"),
    Option(
        "--zip",
        N_("all of them in one ZIP with an index"),
        N_("FILE.zip"),
        nargs="?",
        const=Path(),
        type=Path,
    ),
    Option(
        "--dossier",
        N_("the year's dossier: papers, returned files, index, metadata, lists, as one ZIP or folder"),
        N_("FILE.zip"),
        nargs="?",
        const=Path(),
        type=Path,
    ),
    Option("--replace", N_("amend it: what stands there, exactly once"), TEXT, default=""),
    Option("--by", N_("amend it: what shall stand there"), TEXT, default=""),
    Option("--reason", N_("the reason of an amendment"), TEXT, default=""),
    Option("--attach", N_("keep a file that came back signed beside it"), N_("FILE.pdf"), type=Path),
    Option("--scan", N_("where the scan of the signed paper lies"), TEXT),
    *(Option(f"--set-{name}", says, TEXT) for name, says in STYLE.items()),
)


class PaperTold(TypedDict):
    """A sealed paper; ``number`` 0: it has none yet."""

    kind: str
    title: str
    number: str
    version: int
    day: date | None
    sealed_at: datetime
    account: str
    reason: str
    sha256: str
    pdf_sha256: str
    bytes: int
    file: str
    returned: list[str]
    scan: str
    scan_sha256: str


class _Sealed(PaperTold):
    path: Path | None
    pages: int | None


class _Finding(TypedDict):
    good: bool
    text: str
    lines: Sequence[str]


class _Verified(TypedDict):
    agrees: bool
    paper: PaperTold | None
    findings: list[_Finding]


class _StyleTold(TypedDict):
    superior: str
    agency: str
    number: str
    signer: str
    signer_name: str
    recipients: str
    organ: str
    titles: str
    pledge_head: str
    font: str
    page_head: str


COMMANDS = Commands()


@COMMANDS.add(
    "seal",
    help_of("seal"),
    *IN_A_YEAR,
    *SEAL_OPTIONS,
)
def _seal(desk: Desk, options: Namespace) -> Answer[_Sealed | list[str]]:
    """Seal or amend a paper, or only tell what it lacks."""
    ref = PaperRef(options.paper, year_meant(desk, options).id)
    problems = preflight(desk, ref)
    if options.check:
        lines = [problem_line(p) for p in problems]
        status = REFUSED if any(p.stops for p in problems) else DONE
        return Answer(lines, lines or t("Nothing is missing."), status)
    of = seal(desk, ref, options.reason, options.day)
    changed, file = amendment(desk, of), filed(desk, of)
    lines = [t("Sealed: {title}, number {number}, version {version}", **_facts(of))]
    if file:
        lines.append(told_to(actor(options).name, file))
    if of.wording:
        lines.append(signed_on_paper(of))
    lines += [f"  {line}" for line in changed]
    path, pages = (file.path, file.pages) if file else (None, None)
    return Answer({**_facts(of), "path": path, "pages": pages}, lines)


def _facts(of: SealedPaper) -> PaperTold:
    return {
        "kind": of.kind,
        "title": of.title,
        "number": count(of.number),
        "version": of.version,
        "day": of.day,
        "sealed_at": of.sealed_at,
        "account": of.account,
        "reason": of.reason,
        "sha256": of.sha256,
        "pdf_sha256": of.pdf_sha256,
        "bytes": of.size,
        "file": of.file,
        "returned": [one.file for one in of.came_back],
        "scan": of.scan,
        "scan_sha256": of.scan_sha256,
    }


@COMMANDS.add(
    "papers",
    help_of("papers"),
    ASKED,
    *IN_A_YEAR,
    *PAPERS_OPTIONS,
)
def _papers(desk: Desk, options: Namespace) -> Answer[list[PaperTold] | FileTold | _StyleTold]:
    """List the register, write papers again, note a scan, or set how papers are written."""
    take_words(options)
    year = year_meant(desk, options)
    if any(getattr(options, f"set_{name.replace('-', '_')}") is not None for name in STYLE):
        return _set_style(options, desk, year.bloc_id)
    if options.dossier is not None or options.zip is not None:
        return _together(options, desk, year.id)
    return _register(options, desk, year.id)


def _together(options: Namespace, desk: Desk, bloc_year_id: str) -> Answer[FileTold]:
    """Write all of a year into one file."""
    if options.dossier is not None:
        target = options.dossier if options.dossier.name else dossier_file(desk, bloc_year_id, Path())
        return written(options, write_dossier(desk, bloc_year_id, target))
    target = options.zip if options.zip.name else files.year_file(desk, bloc_year_id, Path())
    return written(options, print_year(desk, bloc_year_id, target))


def _register(options: Namespace, desk: Desk, bloc_year_id: str) -> Answer[list[PaperTold] | FileTold]:
    writes = options.output is not None or options.pdfa
    found = register.papers_register(desk, bloc_year_id)
    if options.number is not None:
        found = paper_numbered(desk, bloc_year_id, options.number, options.kind, options.version)
    elif writes or options.scan is not None or options.replace or options.attach:
        raise Refused(N_("Say which paper: --number."))
    if (options.by or options.reason) and not options.replace:
        raise Refused(N_("--by and --reason belong to --replace: say what is to be replaced."))
    if writes:
        return _print_again(options, desk, found[-1])
    if options.replace:
        found = [sealing.correct(desk, found[-1], options.replace, options.by, options.reason)]
    if options.attach is not None:
        found = [attach(desk, found[-1], options.attach)]
    if options.scan is not None:
        found = [sealing.note_scan(desk, found[-1], options.scan)]
    return _listed(found)


def _print_again(options: Namespace, desk: Desk, of: SealedPaper) -> Answer[FileTold]:
    target = options.output or sealed_file(desk, of, Path(), archival=options.pdfa)
    if options.pdfa:
        return written(options, print_archival(desk, of, target))
    return written(options, print_paper(desk, ref_to(of), target))


def _set_style(options: Namespace, desk: Desk, bloc_id: str) -> Answer[_StyleTold]:
    bloc = desk.store.get(Bloc, bloc_id)
    names = [name.replace("-", "_") for name in STYLE]
    given = {name: getattr(options, f"set_{name}") for name in names}
    typed = {name: text.replace("; ", "\n") for name, text in given.items() if text is not None}
    style = style_of(set_style(desk, bloc, style_of(bloc)._replace(**typed)))
    data: _StyleTold = {  # what a template gave stands in the others
        "superior": style.superior,
        "agency": style.agency,
        "number": style.number,
        "signer": style.signer,
        "signer_name": style.signer_name,
        "recipients": style.recipients,
        "organ": style.organ,
        "titles": style.titles,
        "pledge_head": style.pledge_head,
        "font": style.font,
        "page_head": style.page_head,
    }
    return Answer(data, t("Saved."))


def _listed(found: list[SealedPaper]) -> Answer[list[PaperTold]]:
    data: list[PaperTold] = []
    lines = []
    for s in found:
        facts, day = _facts(s), short_date(s.day) if s.day else "–"
        data.append(facts)
        lines.append(spaced(facts["number"], s.version, day, s.title, s.sha256[:16], s.reason, s.scan))
        lines += [t("  came back: {path}", path=one.file) for one in s.came_back]
    return Answer(data, lines or t("Nothing is sealed yet."))


@COMMANDS.add(
    "verify",
    help_of("verify"),
    Option("file", N_("the paper: .pdf, .docx"), N_("FILE.pdf"), type=Path),
    JSON,
)
def _verify(desk: Desk, options: Namespace) -> Answer[_Verified]:
    """Tell whether a file and the data are as they were sealed."""
    verdict = verify(desk, options.file)
    findings: list[_Finding] = [
        {"good": f.good, "text": t(f.message, **f.facts), "lines": f.lines} for f in verdict.findings
    ]
    of = _facts(verdict.of) if verdict.of else None
    data: _Verified = {"agrees": verdict.agrees, "paper": of, "findings": findings}
    return Answer(data, verdict_lines(verdict), DONE if verdict.agrees else REFUSED)
