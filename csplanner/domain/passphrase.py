"""How hard a passphrase is to guess: a cautious estimate in bits, and what would make it harder."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import pairwise

ENOUGH_BITS = 50.0
_WORD_BITS = 11.0  # of a word chosen at random out of two thousand
_COMMON_WORDS = (
    "password passwort passwd letmein welcome admin administrator qwerty qwertz azerty iloveyou "
    "monkey dragon master sunshine princess football baseball shadow superman batman trustno login "
    "hello freedom whatever starwars secret summer winter spring autumn berlin london company "
    "customer success csplanner portfolio changeme default test guest access love money work "
    "correct horse battery staple abc abcd abcdef abcdefgh qwertyuiop asdfgh asdf zxcvbn"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_CLASSES = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"\d", 10), (r"[^\w\s]", 32), (r"\s", 1))


def bits_of(passphrase: str) -> float:
    """Return how many bits an attacker who knows how people choose has to guess, at most."""
    text = unicodedata.normalize("NFC", passphrase).strip()
    if not text:
        return 0.0
    words = [word for word in re.split(r"[\s_\-.,;:+]+", text) if word]
    return min(_by_signs(text), _by_words(words)) if words else _by_signs(text) / 2


def _by_signs(text: str) -> float:
    """Judge by signs: runs ('aaaa', '1234') count once and a bit."""
    size = sum(count for pattern, count in _CLASSES if re.search(pattern, text))
    size += 100 if re.search(r"[^\x00-\x7f]", text) else 0
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    fresh = 1 + sum(
        step not in {-1, 0, 1} and (at == 0 or step != steps[at - 1])
        for at, step in enumerate(steps)
    )
    return fresh * math.log2(max(2, size)) + (len(text) - fresh) * 0.5


def _by_words(words: list[str]) -> float:
    """Judge by words: a common one is worth little, one said again nothing, digits their own."""
    total, seen = 0.0, set()
    for word in words:
        plain = re.sub(r"\d+$", "", word.lower()).translate(str.maketrans("013457@$", "oleastas"))
        if plain in seen:
            continue
        seen.add(plain)
        digits = re.sub(r"\D", "", word)
        if plain in _COMMON or not plain:
            total += 4.0 + min(len(digits), 6) * 1.5
        elif plain.isalpha() and plain.isascii() and len(plain) < 12:
            total += max(_WORD_BITS, len(plain) * 1.5) + len(digits)
            total += 1.0 if word != word.lower() else 0.0
        else:
            total += _by_signs(word)
    if len(words) > 1 or words[0].lower() in _COMMON:
        return total
    return max(total, _by_signs(words[0]) * 0.75)


def verdict(passphrase: str) -> str:
    """Return one sentence for the one who chooses: how good it is, and what would help."""
    bits = bits_of(passphrase)
    if not passphrase:
        return "Four or more words that nobody would put together are easy to type, hard to guess."
    if bits < ENOUGH_BITS / 2:
        return "Guessed within hours. Use four or more words that do not belong together."
    if bits < ENOUGH_BITS:
        return "Too easy to guess for a stolen laptop. Add one or two words."
    if bits < ENOUGH_BITS + 20:
        return "Good: it would take years and much money to guess."
    return "Very good."
