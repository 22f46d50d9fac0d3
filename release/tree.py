"""The files of the Debian package, below one folder."""

import gzip
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

from ktd_tui.rules.server.health import Model
from ktd_tui.rules.server.plan.site import OWN_GROUP, ServerSite
from ktd_tui.rules.server.plan.texts import settings_text, sshd_text, sudoers_text
from ktd_tui.rules.server.plan.units import care_units
from release.bill import ITSELF, write_bill
from release.hashes import ROOT
from release.parts import DATABASE, EXTRAS, parts_of_ktd
from release.words import write_words

CODE = "usr/lib/ktd"
PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"
PROGRAM = Path("/usr/bin/ktd")
START = f"""#!/usr/bin/{PYTHON} -I
import sys
sys.path.insert(0, "/{CODE}")
from ktd_tui.cli import main
main()
"""
USERS = f"""# The account that the data belongs to, and the group of those who log in.
u ktd - "ktd's data" /nonexistent /usr/sbin/nologin
g {OWN_GROUP[Model.SERVICE]} -
"""
SITE = ServerSite(Model.SERVICE, OWN_GROUP[Model.SERVICE], program=PROGRAM)


def write_tree(root: Path, *, whole: bool = True) -> None:
    """Write all files of the package below a folder.

    Args:
        root: The folder.
        whole: With the optional parts, and all of it compiled, not ktd alone: it starts four times faster.
    """
    code = root / CODE
    code.mkdir(parents=True)
    for name, part in parts_of_ktd(EXTRAS if whole else ()).items():
        if name != ITSELF:
            _copy(part, code)
    _unpack_ktd(code, root.parent)
    _compile(code, *([""] if whole else ["ktd_tui", "screens", "store"]))
    _write(root / "usr/bin/ktd", START, 0o755)
    remarks = "".join(f"# {line}\n" for line in settings_text(SITE).splitlines())
    _write(root / "etc/ktd.toml", f"# The settings of this server: ktd server setup writes them.\n{remarks}")
    _write(root / "usr/lib/sysusers.d/ktd.conf", USERS)
    for name, text in care_units(SITE).items():
        _write(root / "usr/lib/systemd/system" / name, text)
    _write_documents(root / "usr/share/doc/ktd")
    write_words(root)
    for page in (root / "usr/share/man").rglob("*.1"):
        _squeeze(page)


def write_database_tree(root: Path) -> None:
    """Write the files of the package for data in a database: the driver, and how one sets it up."""
    code, documents = root / CODE, root / "usr/share/doc/ktd-postgresql"
    code.mkdir(parents=True)
    whole, own = parts_of_ktd([*EXTRAS, DATABASE]), parts_of_ktd()
    for name in whole.keys() - own.keys():
        _copy(whole[name], code)
        for file in whole[name].files or ():
            if file.name.upper().startswith("LICENSE"):
                _write(documents / "copyright", Path(str(file.locate())).read_text("utf-8"))
    _compile(code, "psycopg")
    for name in ("cluster.md", "cum-may-chu.md"):
        shutil.copy(ROOT / "docs" / name, documents / name)


def _write_documents(folder: Path) -> None:
    examples = folder / "examples"
    for model, group in OWN_GROUP.items():
        site = SITE._replace(model=model, staff=group)
        _write(examples / f"sshd-{model.value}.conf", sshd_text(site))
    _write(examples / "sudoers", sudoers_text(SITE))
    for name in ("server.md", "may-chu.md", "security.md"):
        if (ROOT / "docs" / name).exists():
            shutil.copy(ROOT / "docs" / name, folder / name)
    shutil.copy(ROOT / "LICENSE", folder / "copyright")
    shutil.copy(ROOT / "CHANGELOG.md", folder / "CHANGELOG.md")
    _squeeze(folder / "CHANGELOG.md")
    write_bill(folder / "sbom.cdx.json")


def _copy(part: Distribution, code: Path) -> None:
    """Copy the files of an installed part; its commands are left out."""
    for file in part.files or ():
        source = Path(str(part.locate_file(file)))
        if ".." in file.parts or "__pycache__" in file.parts or not source.is_file():
            continue
        target = code / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _unpack_ktd(code: Path, place: Path) -> None:
    wheels = place / "wheel"
    words = [
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(wheels),
        str(ROOT),
    ]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)  # our own words
    (wheel,) = wheels.glob("ktd-*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(code)


def _compile(code: Path, *folders: str) -> None:
    """Compile here: nobody but root may write there later."""
    how = ["-q", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash", "-s", str(code), "-p", f"/{CODE}"]
    words = [*how, *(str(code / name) for name in folders)]
    subprocess.run([sys.executable, "-m", "compileall", *words], check=True)  # our own words


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(mode)


def _squeeze(path: Path) -> None:
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    path.unlink()
