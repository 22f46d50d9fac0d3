"""What a council is called where the office has not said it: after its agency."""

import re

BODY = "Hội đồng Thi đua - Khen thưởng"
_COMMITTEE = re.compile(r"^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?=\S)", re.IGNORECASE)


def usual_council_name(agency: str) -> str:
    """Return a council's usual name; that of a people's committee is its place's («… tỉnh Hậu Lộc»)."""
    whose = _COMMITTEE.sub("", agency, count=1)
    return f"{BODY} {whose}".strip()


def name_after(name: str, agency: str, new_agency: str) -> str:
    """Return the name under another agency: one that was empty or only usual goes along."""
    return usual_council_name(new_agency) if name in {"", usual_council_name(agency)} else name
