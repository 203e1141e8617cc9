"""Reading numbers and money: currency signs, thousands separators, decimal commas."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.importing.texts import Misread

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS"}
_ISO_4217 = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS
UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
_CODES = frozenset(_ISO_4217.split())
_CODE = re.compile(r"\b([A-Z]{3})\b")
_WORDS = re.compile(r"[A-Z]{3}\b|\b[A-Z]{3}|[A-Z]{0,3}[$€£¥₹₩₪]|%")
_BLANKS = re.compile(r"[\s'\u2019\u02bc\u00a0\u2009\u202f]+")
_CORE = re.compile(r"[-+]?[\d.,]*\d[\d.,]*$")
_FACTORS = {"k": 3, "K": 3, "m": 6, "M": 6, "mn": 6, "Mn": 6, "bn": 9, "B": 9, "b": 9}
_SUFFIX = re.compile(r"(?<=\d)(k|K|mn|Mn|m|M|bn|b|B)$")
_PLACES = Decimal("0.0001")
LARGEST = Decimal(10) ** 14
_SHORT = 14


class DecimalMark(StrEnum):
    """What stands before the cents; ASK when the column leaves it open."""

    POINT = "."
    COMMA = ","
    ASK = "ask"


def _core(text: str) -> str:
    """Strip what is no digit, point or comma; a value in brackets is negative."""
    bare = _WORDS.sub("", text.strip())
    bare = _BLANKS.sub("", bare).replace("\u2212", "-")
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    if bare.endswith("-"):
        bare = "-" + bare[:-1]
    return bare


def currency_in(text: str) -> str:
    """Return the ISO code of the currency written beside an amount, or nothing."""
    code = next((found for found in _CODE.findall(text) if found in _CODES), "")
    if code:
        return str(code)
    for sign, currency in _SIGNS.items():
        if sign in text:
            return currency
    return ""


def _evidence(core: str) -> str:
    """Tell what a number says of its decimal mark: '.', ',', 'open.' , 'open,' or nothing."""
    points, commas = core.count("."), core.count(",")
    if not points and not commas:
        return ""
    if points and commas:
        return "." if core.rfind(".") > core.rfind(",") else ","
    mark, count = (".", points) if points else (",", commas)
    other = "," if mark == "." else "."
    if count > 1:
        return other
    before, after = core.lstrip("+-").split(mark)
    if len(after) != 3 or len(before) > 3 or before in {"", "0"}:
        return mark
    return f"open{mark}"


def decide_mark(texts: Iterable[str], *, money: bool) -> DecimalMark:
    """Decide how the separators of a column are to be read.

    A comma before three digits counts as a thousands separator unless other values speak against
    it; a point before three digits is asked about where the column holds money.
    """
    seen = {_evidence(_SUFFIX.sub("", _core(text))) for text in texts if not text.isdecimal()}
    if "." in seen and "," in seen:
        return DecimalMark.ASK
    if "," in seen:
        return DecimalMark.COMMA
    if "." in seen or "open." not in seen:
        return DecimalMark.POINT
    return DecimalMark.ASK if money or "open," in seen else DecimalMark.POINT


def _grouped(whole: str, mark: str) -> bool:
    head, *groups = whole.lstrip("+-").split(mark)
    return all(len(group) == 3 for group in groups) and 0 < len(head) <= 3


def _plain(core: str, mark: DecimalMark) -> str:
    """Rewrite a number with a decimal point and no separators."""
    evidence = _evidence(core)
    if mark is DecimalMark.ASK and evidence.startswith("open"):
        raise Misread(
            "could be thousands or decimals; write it plainly, as 1200 or 1.2, or say "
            "decimal_mark in --map"
        )
    point = evidence if mark is DecimalMark.ASK and evidence else mark.value
    point = "." if point == "ask" else point
    group = "," if point == "." else "."
    whole, _, cents = core.partition(point)
    if group in cents or (group in whole and not _grouped(whole, group)):
        raise Misread(f"expected a number with '{point}' before its decimals")
    return whole.replace(group, "") + ("." + cents if cents else "")


def read_number(text: str, mark: DecimalMark = DecimalMark.POINT) -> Decimal:
    """Read a number with any currency sign beside it. Raises Misread."""
    if text.isdecimal() and len(text) < _SHORT:
        return Decimal(text)
    core = _core(text)
    suffix = _SUFFIX.search(core)
    power = _FACTORS[suffix[1]] if suffix else 0
    core = _SUFFIX.sub("", core)
    if not _CORE.match(core):
        raise Misread("expected a number such as 1250.50")
    try:
        value = Decimal(_plain(core, mark)).scaleb(power)
    except InvalidOperation:
        raise Misread("expected a number such as 1250.50") from None
    if abs(value) >= LARGEST:
        raise Misread("the number is too large; expected less than 100 trillion")
    return value


def rounded(value: Decimal) -> Decimal:
    """Round to the four decimals that a portfolio keeps, without needless zeros."""
    value = value.quantize(_PLACES)
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
