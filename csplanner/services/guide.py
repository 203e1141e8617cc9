"""The user guide as the window reads it: pages by task, their sections, and a search; no network.

The pages are written in docs/guide and ship inside the package `resources`; from the source they
are read where they are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resources

# In the order of the guide.
PAGES = (
    "plan-your-year",
    "prepare-a-visit",
    "share-your-screen",
    "print-a-pack",
    "review-coverage",
    "change-the-policy",
    "import-from-your-crm",
    "travel-without-a-network",
    "bring-files-together",
    "close-a-year",
    "back-up-and-move",
)
# Which page of the guide tells of a page of the window.
_ABOUT = {
    "plan": "plan-your-year",
    "review": "plan-your-year",
    "today": "prepare-a-visit",
    "account": "prepare-a-visit",
    "portfolio": "import-from-your-crm",
    "briefs": "print-a-pack",
    "trips": "print-a-pack",
    "coverage": "review-coverage",
    "retention": "review-coverage",
    "policy": "change-the-policy",
    "import": "import-from-your-crm",
    "calendar": "travel-without-a-network",
    "backup": "back-up-and-move",
    "history": "bring-files-together",
    "merge": "bring-files-together",
    "year_end": "close-a-year",
    "settings": "back-up-and-move",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """One page: its name, its title, its text in Markdown."""

    name: str
    title: str
    text: str

    def count(self, words: str) -> int:
        """Return how often words stand in it, case apart; 0 unless all of them do."""
        told = self.text.casefold()
        counts = [told.count(word) for word in words.casefold().split()]
        return sum(counts) if counts and all(counts) else 0


def guide_folder() -> Path:
    """Return where the guide lies: in the installed package, or in the source beside it."""
    package = Path(next(iter(resources.__path__)))
    installed = package / "guide"
    return installed if installed.is_dir() else package.parent / "docs" / "guide"


@cache
def guide_pages() -> tuple[GuidePage, ...]:
    """Return the pages in their order."""
    found = []
    for name in PAGES:
        text = (guide_folder() / f"{name}.md").read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").strip()
        found.append(GuidePage(name=name, title=title, text=text))
    return tuple(found)


def picture(name: str) -> Path:
    """Return the file of a picture that a page names, such as "../pictures/plan-light.png"."""
    return (guide_folder() / name).resolve()


def page_about(page: str) -> str:
    """Return the page of the guide that tells of a page of the window."""
    return _ABOUT.get(page, PAGES[0])
