"""Vietnamese from before Unicode: recognised, never read, for what it looks like is a guess."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WINDOWS_1258 = "Windows-1258"
_MOST_OF_A_BYTE = 0xFF
_MOST = 200_000
"""So many characters are looked at."""
_FEWEST = 3
"""Of fewer words with marks nothing is said."""
_SHARE = 0.7
"""Of the words with marks so many are Vietnamese, or it is something else."""

_TCVN3 = (
    "µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọ«ôåồæổçỗèốéộ"
    "¬ơêờëởìỡíớîợïùñủòũóúôụ\u00adưõừöửữ÷øứùựúỳûỷüỹýýþỵ®đ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ"
)
"""Each character of a font like .VnTime, and behind it what it stands for."""
_VNI_LETTERS = {"ñ": "đ", "Ñ": "Đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ö": "ư", "ô": "ơ"}
_VNI_LETTERS |= {"Ö": "Ư", "Ô": "Ơ", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ"}
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _HAT, "ê": _BREVE,
    "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE,
    "ä": _HAT + _DOT, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
"""What stands behind a letter in a font like VNI-Times."""

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_NUCLEUS = (
    "uyê|uya|uyu|uây|oai|oay|oao|oeo|iêu|yêu|ươi|ươu|uôi|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|ue|uê|ui|uô|ưa|ươ|ưi|ưu|uơ|uy|yê|"
    "[aăâeêioôơuưy]"
)
_CODA = "ch|ng|nh|[cmnpt]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_NUCLEUS})(?:{_CODA})?")
_TONES = frozenset({_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT})
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]\"'/|\\<>=+*%&_-]+")


class LegacyEncoding(NamedTuple):
    """An encoding of Vietnamese, as it is called, and what makes Unicode of its text."""

    name: str
    decode: Callable[[str], str]


def encoding_seen_in(content: bytes) -> str | None:
    """Return the old encoding that bytes of Vietnamese look like, or None for none or several."""
    return encoding_seen(content[:_MOST].decode("latin-1"))


def encoding_seen(text: str) -> str | None:
    """Return the same of a text in which each byte was taken for a letter of Western Europe's.

    A text with any other letter is Unicode.
    """
    western = "".join(_WESTERN.get(char, char) for char in text[:_MOST])
    if any(ord(char) > _MOST_OF_A_BYTE for char in western):
        return None
    words = {word for word in _WORD.findall(western) if not word.isascii()}
    if len(words) < _FEWEST:
        return None
    shares = {
        one.name: sum(_is_vietnamese(one.decode(word)) for word in words) / len(words)
        for one in _ENCODINGS
    }
    best = max(shares, key=lambda name: shares[name])
    as_it_is = sum(map(_is_vietnamese, words)) / len(words)
    others = max(as_it_is, *(share for name, share in shares.items() if name != best))
    return best if shares[best] >= _SHARE and shares[best] > others else None


def _is_vietnamese(word: str) -> bool:
    """Return whether a word is a syllable as Vietnamese has them, with at most one tone."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    bare = "".join(char for char in letters if char not in _TONES)
    syllable = unicodedata.normalize("NFC", bare)
    return len(tones) <= 1 and _SYLLABLE.fullmatch(syllable) is not None


def _from_tcvn3(text: str) -> str:
    table = _tcvn3()
    return "".join(table.get(char, char) for char in text)


@cache
def _tcvn3() -> Mapping[str, str]:
    return dict(zip(_TCVN3[::2], _TCVN3[1::2], strict=True))


def _from_vni(text: str) -> str:
    found = ""
    for char in text:
        mark = _VNI_MARKS.get(char.lower())
        if mark is not None and found and found[-1].lower() in "aeiouyơưAEIOUY" + _HAT + _BREVE:
            found += mark
        else:
            found += _VNI_LETTERS.get(char, char)
    return unicodedata.normalize("NFC", found)


def _from_windows(text: str) -> str:
    raw = text.encode("latin-1", "replace")
    return unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))


_ENCODINGS = (
    LegacyEncoding("TCVN3 (ABC)", _from_tcvn3),
    LegacyEncoding("VNI", _from_vni),
    LegacyEncoding(WINDOWS_1258, _from_windows),
)
_WESTERN = {bytes([code]).decode("cp1252"): chr(code) for code in range(128, 160)
            if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}}  # fmt: skip
"""What Windows puts in the place of control characters, as the byte it has it for."""
