"""``python -m tests.fuzz READER [-runs=2000] [any option of libFuzzer]``; without a reader it lists them.

``all`` is all of them. What was found is told with the bytes that did it (the first byte says which reader);
they become a row of ``test_readers.FOUND`` once mended.
"""

import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import atheris

with atheris.instrument_imports(include=["ktd_tui", "store"]):
    import ktd_tui.sheets
    import store
    from ktd_tui.errors import KtdError
    from tests.fuzz.readers import READERS

    for package in (ktd_tui.sheets, store):  # what is imported within functions, too
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(found.name)


def main(names: list[str], options: list[str]) -> None:
    """Fuzz some readers until one fails, or for as many runs or seconds as the options say.

    Where it is several, the first byte of an input says which of them reads the rest.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folders = {name: Path(scratch) / name for name in names}
        seeds = Path(scratch) / "seeds"
        seeds.mkdir()
        for place, (name, folder) in enumerate(folders.items()):
            (making := folder / "seeding").mkdir(0o700, parents=True)
            for number, seed in enumerate(READERS[name].seeds(making)):
                (seeds / f"{name}-{number}").write_bytes(bytes([place]) + seed)

        def one(content: bytes) -> None:
            name = names[content[0] % len(names)] if content else names[0]
            with suppress(KtdError):
                READERS[name].read(folders[name], content[1:])

        found = f"{tempfile.gettempdir()}/"
        atheris.Setup([sys.argv[0], f"-artifact_prefix={found}", "-timeout=20", *options, str(seeds)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(list(READERS) if sys.argv[1] == "all" else sys.argv[1:2], sys.argv[2:])
    else:
        sys.stdout.write("\n".join((*READERS, "")))
