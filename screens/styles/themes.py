"""The colours, dark, light and in high contrast; what must be told apart is so without them, too."""

from textual.theme import Theme


def _theme(name: str, colours: str, *, dark: bool) -> Theme:
    primary, secondary, accent, error, success, foreground, background, panel, faint = colours.split()
    return Theme(
        name=name,
        dark=dark,
        primary=primary,
        secondary=secondary,
        accent=accent,
        warning=accent,
        error=error,
        success=success,
        foreground=foreground,
        background=background,
        surface=background,
        panel=panel,
        variables={"text-disabled": faint},
    )


DARK = "#0087af #5f87af #d7af00 #d75f5f #5faf5f #d0d0d0 #000000 #303030 #a8a8a8"
LIGHT = "#005f87 #005f87 #875f00 #af0000 #005f00 #000000 #ffffff #d0d0d0 #505050"
CONTRAST = "#ffff00 #00ffff #ffff00 #ff8787 #00ff00 #ffffff #000000 #5c5c5c #e4e4e4"
THEMES = {
    "dark": _theme("ktd-dark", DARK, dark=True),
    "light": _theme("ktd-light", LIGHT, dark=False),
    "contrast": _theme("ktd-contrast", CONTRAST, dark=True),
}
"""By the name that ``--theme`` takes. In each, letters stand out from their ground at least 4.5 to 1."""
