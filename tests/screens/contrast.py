"""How far letters stand out from their ground: WCAG 2.1, success criterion 1.4.3 (4.5 to 1)."""

from collections.abc import Iterable

from rich.segment import Segment
from textual.color import Color
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

from screens.styles.themes import THEMES

ENOUGH = 4.5
DRAWN = set("─│┌┐└┘├┤┬┴┼▁▂▃▄▅▆▇█▏▎▍▌▋▊▉ ")
"""Lines and scrollbars: their colour says nothing."""
PAIRS = frozenset(
    {
        ("foreground", "background"),
        ("foreground", "panel"),
        ("background", "primary"),
        ("background", "foreground"),
        ("panel", "foreground"),
        ("accent", "background"),
        ("error", "background"),
        ("success", "background"),
        ("secondary", "background"),
        ("faint", "panel"),
        ("faint", "background"),
    }
)
"""Which colour of letters stands on which ground, by the roles that a theme gives them."""


def role_colours(of: Theme) -> dict[str, Color]:
    """The colours of a theme by their roles."""
    names = ("foreground", "background", "panel", "primary", "secondary", "accent", "error", "success")
    found = {name: str(getattr(of, name)) for name in names} | {"faint": of.variables["text-disabled"]}
    return {name: Color.parse(colour) for name, colour in found.items()}


def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(of: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in of.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def unknown_pairs(rows: Iterable[Iterable[Segment]]) -> set[tuple[str, str, str]]:
    """Pairs of colours in the dark theme that are not among ``PAIRS``, each with a text drawn so."""
    found = set()
    for row in rows:
        for text, style, _ in row:
            if set(text) <= DRAWN or not style or not style.color or not style.bgcolor:
                continue
            letters, ground = (_role(Color.from_rich_color(c)) for c in (style.color, style.bgcolor))
            pair = (ground, letters) if style.reverse else (letters, ground)
            if pair not in PAIRS and pair[0] != pair[1]:
                found.add((*pair, text.strip()))
    return found


def unknown_styles(screen: Screen[object]) -> set[tuple[str, str, str, str]]:
    """Styles in the dark theme whose pair is not among ``PAIRS``: of all widgets, drawn now or not.

    Each widget by itself and by each of its parts: a cursor, a selection, a disabled choice …
    """
    found = set()
    for widget in (screen, *screen.walk_children(Widget)):
        for part in ("", *widget._component_styles):
            style = widget.get_visual_style(part) if part else widget.visual_style
            if style.foreground is None or style.background is None:
                continue
            ground = style.background
            pair = _role(ground.blend(style.foreground, style.foreground.a)), _role(ground)
            if pair not in PAIRS and pair[0] != pair[1]:
                found.add((*pair, type(widget).__name__, part))
    return found


def _role(of: Color) -> str:
    """The role of a colour in the dark theme; Textual's own reckoning moves it by one in 255."""
    known = role_colours(THEMES["dark"]).items()
    near = [role for role, one in known if max(abs(a - b) for a, b in zip(one.rgb, of.rgb, strict=True)) <= 1]
    return near[0] if near else of.hex
