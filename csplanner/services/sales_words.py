"""Marks words of selling in texts for a customer: a review informs, the author decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.domain.customer_facts import CustomerFacts

_WORDS = re.compile(
    r"\b(upsell|up-sell|cross-sell|upgrade your plan|discount|special offer|limited offer|pricing|"
    r"price|quote|buy|purchase|additional licen[cs]es|more seats|sign up|deal|promotion|bundle)\b",
    re.IGNORECASE,
)


def sales_words_in(facts: CustomerFacts) -> Iterator[str]:
    """Yield a sentence for each part of the pack that holds words of selling."""
    for part, texts in facts.free_texts():
        found = sorted({match.lower() for text in texts for match in _WORDS.findall(text)})
        if found:
            yield f"Words of selling in {part}: {', '.join(found)}."


def selling_words(facts: CustomerFacts) -> tuple[str, ...]:
    """Return the different words of selling in a pack."""
    texts = (text for _, found in facts.free_texts() for text in found)
    return tuple(sorted({match.lower() for text in texts for match in _WORDS.findall(text)}))
