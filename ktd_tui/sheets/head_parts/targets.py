"""Which column of a registration says the criterion, and which one the target, where both may say either."""

from collections.abc import Mapping

from ktd_tui.sheets.head_words import TARGETS

_WHAT = frozenset(("noi dung dang ky", "noi dung dang ky thi dua", "noi dung thi dua dang ky"))
_HOW_MUCH = frozenset(TARGETS.split(", "))


def what_and_how_much(ways: Mapping[int, tuple[str, ...]], places: Mapping[str, int]) -> dict[str, int]:
    """Let «Nội dung đăng ký» beside «Chỉ tiêu» say the criterion, or of what the target is."""
    what, much = (
        next((place for place, of in ways.items() if set(of[:3]) & heads), None)
        for heads in (_WHAT, _HOW_MUCH)
    )
    if what is None or much is None or what == much:
        return dict(places)
    return {"criterion": what, **places, "content": what, "text": much}
