"""The register of the year's papers: ``ktd seal``, ``ktd papers``, ``ktd verify``."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, REFUSED, actor, open_desk, say, say_json
from ktd_tui.commands.meant import in_a_year, year_meant
from ktd_tui.commands.server.maintenance import say_written
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.papers.kinds import KINDS, PaperRef

if TYPE_CHECKING:
    from ktd_tui.domain.sealed import SealedPaper
    from ktd_tui.operations.desk import Desk

STYLE: Mapping[str, str] = {
    "superior": N_("the superior body in the head of papers"),
    "agency": N_("the issuing body there"),
    "number": N_("how a paper's number is written"),
    "signer": N_("who signs letters"),
    "recipients": N_("the recipients of letters, with “; ” between"),
}
"""What an office writes otherwise on its papers, and how it is told."""


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the parsers of ``ktd seal``, ``ktd papers`` and ``ktd verify``."""
    says = t("seal a paper: number, snapshot, PDF in the year's folder; with a reason: amend it")
    seal = in_a_year(commands.add_parser("seal", parents=[common], help=says, description=says))
    seal.add_argument("paper", choices=tuple(KINDS), help=t("which paper"))
    seal.add_argument("--reason", default="", metavar=t("TEXT"), help=t("the reason of an amendment"))
    seal.add_argument("--check", action="store_true", help=t("only say what it lacks"))
    says = t("the register of sealed papers; with a number: print that one again")
    register = in_a_year(commands.add_parser("papers", parents=[common], help=says, description=says))
    register.add_argument("--number", type=int, metavar="5", help=t("the number of the paper"))
    register.add_argument("--version", type=int, metavar="1", help=t("its version (the last one)"))
    register.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help=t("the file to write"))
    register.add_argument("--pdfa", action="store_true", help=t("as PDF/A-2b, with empty signature fields"))
    says = t("all of them in one ZIP with an index")
    register.add_argument("--zip", nargs="?", const=Path(), type=Path, metavar="FILE.zip", help=says)
    for name, says_it in (
        ("replace", t("amend it: what stands there, exactly once")),
        ("by", t("amend it: what shall stand there")),
        ("reason", t("the reason of an amendment")),
    ):
        register.add_argument(f"--{name}", default="", metavar=t("TEXT"), help=says_it)
    register.add_argument("--scan", metavar=t("TEXT"), help=t("where the scan of the signed paper lies"))
    for name, says_it in STYLE.items():
        register.add_argument(f"--set-{name}", metavar=t("TEXT"), help=t(says_it))
    says = t("is this PDF as it was sealed, and does the data still say the same")
    verify = commands.add_parser("verify", parents=[common], help=says, description=says)
    verify.add_argument("file", type=Path, metavar="FILE.pdf", help=t("the paper"))
    verify.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_seal(options: Namespace, directory: Path) -> int:
    """Seal or amend a paper, or only say what it lacks."""
    from ktd_tui.operations.files import told_to
    from ktd_tui.operations.papers.preflight import preflight, problem_line
    from ktd_tui.operations.papers.register import amendment, filed
    from ktd_tui.operations.papers.sealing import seal

    with open_desk(directory, options) as desk:
        ref = PaperRef(options.paper, year_meant(desk, options).id)
        problems = preflight(desk, ref)
        if options.check:
            return _say_problems(
                [problem_line(p) for p in problems], options, stops=any(p.stops for p in problems)
            )
        of = seal(desk, ref, options.reason)
        changed = amendment(desk, of)
        file = filed(desk, of)
    if options.json:
        say_json({**_facts(of), "path": file and file.path, "pages": file and file.pages})
        return DONE
    say(t("Sealed: {title}, number {number}, version {version}", **_facts(of)))
    if file:
        say(told_to(actor(options).name, file))
    for line in changed:
        say(f"  {line}")
    return DONE


def _say_problems(lines: list[str], options: Namespace, *, stops: bool) -> int:
    if options.json:
        say_json(lines)
    for line in () if options.json else lines or [t("Nothing is missing.")]:
        say(line)
    return REFUSED if stops else DONE


def _facts(of: "SealedPaper") -> dict[str, object]:
    from ktd_tui.words import count

    return {
        "kind": of.kind,
        "title": of.title,
        "number": count(of.number),
        "version": of.version,
        "day": of.day,
        "sealed_at": of.sealed_at.isoformat(),
        "account": of.account,
        "reason": of.reason,
        "sha256": of.sha256,
        "pdf_sha256": of.pdf_sha256,
        "bytes": of.size,
        "scan": of.scan,
        "scan_sha256": of.scan_sha256,
    }


def run_register(options: Namespace, directory: Path) -> int:
    """List the register, write papers again, note a scan, or set how papers are written."""
    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        if any(getattr(options, f"set_{name}") is not None for name in STYLE):
            return _set_style(options, desk, year.bloc_id)
        return _register(options, desk, year.id)


def _register(options: Namespace, desk: "Desk", bloc_year_id: str) -> int:
    from ktd_tui.operations import files
    from ktd_tui.operations.papers import printing, register, sealing

    writes = options.output is not None or options.pdfa
    found = register.register(desk, bloc_year_id)
    if options.zip is not None:
        target = options.zip if options.zip.name else files.year_file(desk, bloc_year_id, Path())
        return say_written(options, printing.print_year(desk, bloc_year_id, target))
    if options.number is not None:
        found = [s for s in found if s.number == options.number and options.version in (None, s.version)]
        if not found:
            raise Refused(N_("The register has no paper of that number and version."))
    elif writes or options.scan is not None or options.replace:
        raise Refused(N_("Say which paper: --number."))
    if writes:
        return _print_again(options, desk, found[-1])
    if options.replace:
        found = [sealing.correct(desk, found[-1], options.replace, options.by, options.reason)]
    if options.scan is not None:
        found = [sealing.note_scan(desk, found[-1], options.scan)]
    _say_register(found, options)
    return DONE


def _print_again(options: Namespace, desk: "Desk", of: "SealedPaper") -> int:
    from ktd_tui.operations.files import sealed_file
    from ktd_tui.operations.papers.printing import print_archival, print_paper
    from ktd_tui.operations.papers.register import ref_to

    target = options.output or sealed_file(desk, of, Path(), archival=options.pdfa)
    if options.pdfa:
        return say_written(options, print_archival(desk, of, target))
    return say_written(options, print_paper(desk, ref_to(of), target))


def _set_style(options: Namespace, desk: "Desk", bloc_id: str) -> int:
    from ktd_tui.domain.organisation import Bloc
    from ktd_tui.operations.papers.style import set_style, style_of

    bloc = desk.store.get(Bloc, bloc_id)
    given = {name: getattr(options, f"set_{name}") for name in STYLE}
    typed = {name: text.replace("; ", "\n") for name, text in given.items() if text is not None}
    style = style_of(set_style(desk, bloc, style_of(bloc)._replace(**typed)))
    say_json(style._asdict()) if options.json else say(t("Saved."))
    return DONE


def _say_register(found: "list[SealedPaper]", options: Namespace) -> None:
    from ktd_tui.words import short_date

    if options.json:
        say_json([_facts(s) for s in found])
        return
    for s in found:
        facts = _facts(s)
        day = short_date(s.day) if s.day else "–"
        said = (facts["number"], s.version, day, s.title, s.sha256[:16], s.reason, s.scan)
        say("  ".join(str(part) for part in said if part))
    if not found:
        say(t("Nothing is sealed yet."))


def run_verify(options: Namespace, directory: Path) -> int:
    """Say whether a file and the data are as they were sealed."""
    from ktd_tui.operations.papers.verifying import verdict_lines, verify

    with open_desk(directory, options) as desk:
        verdict = verify(desk, options.file)
    if options.json:
        findings = [
            {"good": f.good, "text": t(f.message, **f.facts), "lines": f.lines} for f in verdict.findings
        ]
        of = _facts(verdict.of) if verdict.of else None
        say_json({"agrees": verdict.agrees, "paper": of, "findings": findings})
    else:
        for line in verdict_lines(verdict):
            say(line)
    return DONE if verdict.agrees else REFUSED


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {
    "seal": run_seal,
    "papers": run_register,
    "verify": run_verify,
}
