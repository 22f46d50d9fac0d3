"""The colours, dark and light; what must be told apart is so without them, too."""

from textual.theme import Theme


def _theme(name: str, colours: str, *, dark: bool) -> Theme:
    primary, secondary, accent, error, success, foreground, background, panel = colours.split()
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
    )


DARK = "#0087af #5f87af #d7af00 #d75f5f #5faf5f #d0d0d0 #000000 #303030"
LIGHT = "#005f87 #5f87af #875f00 #af0000 #005f00 #000000 #ffffff #d0d0d0"
THEMES = {"dark": _theme("ktd-dark", DARK, dark=True), "light": _theme("ktd-light", LIGHT, dark=False)}
