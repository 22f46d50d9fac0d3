"""The colours, dark and light; what must be told apart is so without them, too."""

from textual.theme import Theme

THEMES = {
    "dark": Theme(
        name="ktd-dark",
        dark=True,
        primary="#0087af",
        secondary="#5f87af",
        accent="#d7af00",
        warning="#d7af00",
        error="#d75f5f",
        success="#5faf5f",
        foreground="#d0d0d0",
        background="#000000",
        surface="#000000",
        panel="#303030",
    ),
    "light": Theme(
        name="ktd-light",
        dark=False,
        primary="#005f87",
        secondary="#5f87af",
        accent="#875f00",
        warning="#875f00",
        error="#af0000",
        success="#005f00",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#d0d0d0",
    ),
}
