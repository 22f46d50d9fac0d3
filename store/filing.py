"""Papers that are filed beside the data: in folders of the group, never overwriting."""

from pathlib import Path

from store.files import make_folder, put_new


def file_new(root: Path, name: str, content: bytes) -> None:
    """Write a file durably below a folder, making the folders on the way.

    What lies there already under that name is kept under another (``….1``): it belongs to a seal that was
    killed before it was entered into the register.

    Args:
        root: The folder of papers.
        name: The file's place below it, with ``/`` between folders.
        content: What is written.

    Raises:
        OSError: The disk refused it; nothing is left lying.
    """
    target = root
    make_folder(root)
    for part in Path(name).parts[:-1]:
        target = target / part
        make_folder(target)
    target = target / Path(name).name
    place = 1
    while target.exists():
        aside = target.with_name(f"{target.name}.{place}")
        place += 1
        if not aside.exists():
            target.rename(aside)
    put_new(target, content)
