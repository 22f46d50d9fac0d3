"""Vietnamese texts from before Unicode: TCVN3 (fonts .Vn…) and VNI (fonts VNI-…), told by font or by letters.

Both lay Vietnamese letters on codes that mean others today, so «Vụ Kế hoạch» shows as «Vô KÕ ho¹ch».
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class OldLetters(StrEnum):
    """An encoding of the time before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_CODES = (
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏ\u00d0ÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_TCVN3 = str.maketrans(*_CODES)
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROUND = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_SHORT = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for base, plain in (*((c, c) for c in "aeouy"), ("ô", "ơ"), ("ö", "ư")):
        pairs |= {base + mark: plain + tone for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        pairs |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _VNI_ROUND.items()}
    pairs |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _VNI_SHORT.items()}
    pairs = {old: unicodedata.normalize("NFC", new) for old, new in pairs.items()}
    upper = {old.upper(): new.upper() for old, new in pairs.items()}
    mixed = {old[0].upper() + old[1:]: new.upper() for old, new in pairs.items() if len(old) > 1}
    return pairs | upper | mixed


_VNI = _vni_pairs()
_VNI_TOKEN = "|".join(sorted(_VNI, key=len, reverse=True))
_VNI_SIGN = re.compile("[aeouyAEOUYôöÔÖ][øùûõïØÙÛÕÏ]|[ñÑ]|[aA][åäüëÅÄÜË]|[eoEO][åäÅÄ]")
"""Letters after one another that Unicode Vietnamese never has."""
_TCVN3_SIGN = re.compile("(?:[a-zA-Z][¡¢£¤¥¦¨©ª¬\u00ad®µ¶·¸¹¼½¾Æ×ØÜÞßåæëï÷ûñ])|(?:[§®µ¶·¸¹¨©¬][a-zA-Z])")
_SIGN_OR_CAPITAL = re.compile(f"{_TCVN3_SIGN.pattern}|(?<=[a-z])[ÀÁÂÃÈÉÊÌÍ\u00d0ÒÓÔÕÖÙÚÝ]")
_VIETNAMESE = "[a-zA-Zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
OFTEN, FEW = 10, 2
_TODAY = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def letters_of_font(font: str) -> OldLetters | None:
    """Tell the encoding by the name of a font: «.VnTime», «VNI-Times»."""
    if font.lower().startswith(".vn"):
        return OldLetters.TCVN3
    return OldLetters.VNI if font.lower().startswith("vni-") else None


def letters_of_texts(texts: Iterable[str]) -> OldLetters | None:
    """Tell the encoding of texts by their letters; None where they are Unicode, as far as one can see."""
    tcvn3 = vni = today = 0
    for text in texts:
        if text.isascii():
            continue
        tcvn3 += bool(_TCVN3_SIGN.search(text))
        vni += bool(_VNI_SIGN.search(text))
        today += bool(_TODAY.search(unicodedata.normalize("NFC", text)))
    if max(tcvn3, vni) <= today:
        return None
    return OldLetters.VNI if vni >= tcvn3 else OldLetters.TCVN3


def is_of_old(text: str) -> bool:
    """Tell whether bytes that were read as Latin letters are Vietnamese from before Unicode.

    Every second word of such a text has a sign of it; of one in Windows-1258, one in a hundred has.
    """
    words = [word for word in re.findall(r"\S+", text) if not word.isascii()]
    old = sum(bool(_TCVN3_SIGN.search(word) or _VNI_SIGN.search(word)) for word in words)
    return old * OFTEN > len(words)


def is_vietnamese(text: str) -> bool:
    """Tell whether words have Vietnamese letters alone, capitals only in front or throughout, in nine of ten.

    A text in Windows-1258 has; one of an older encoding that is read so has signs among its letters.
    """
    words = [unicodedata.normalize("NFC", word) for word in re.findall(r"\w[\w\u0300-\u0323]*", text)]
    words = [word for word in words if not word.isascii()]
    sound = sum(bool(re.fullmatch(f"(?:{_VIETNAMESE}|\\d)+", word)) and _is_cased(word) for word in words)
    return bool(words) and sound * OFTEN >= len(words) * (OFTEN - 1)


def _is_cased(word: str) -> bool:
    return word.isupper() or word[1:].islower() or not word[1:]


def letters_of_text(text: str) -> OldLetters | None:
    """Tell the encoding of one text among others: it has several signs, and is Vietnamese once converted."""
    if is_of_today(text) or len(_SIGN_OR_CAPITAL.findall(text)) < FEW:
        return None
    fresh = converted(text, OldLetters.TCVN3)
    return OldLetters.TCVN3 if re.fullmatch(rf"(?:{_VIETNAMESE}|[^\w]|\d|_)+", fresh) else None


def is_of_today(text: str) -> bool:
    """Tell whether a text has letters that only Unicode has, and none that only old encodings have."""
    old = _TCVN3_SIGN.search(text) or _VNI_SIGN.search(text)
    return not old and bool(_TODAY.search(unicodedata.normalize("NFC", text)))


def converted(text: str, of: OldLetters, font: str = "") -> str:
    """Return a text in today's letters; a font of capitals (.VnTimeH) shows them all as capitals."""
    if of is OldLetters.TCVN3:
        fresh = text.translate(_TCVN3)
        return fresh.upper() if font.lower().startswith(".vn") and font.endswith("H") else fresh
    return re.sub(_VNI_TOKEN, lambda found: _VNI[found[0]], text)
