"""Proves that the guide is whole: its pages, where they lead, and that they ship."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from csplanner.services.guide import PAGES, guide_folder, guide_pages, page_about, picture
from ui.pages.registry import entries

ROOT = Path(__file__).resolve().parents[2]


def test_every_page_of_the_folder_is_in_the_guide() -> None:
    """And every page begins with its title."""
    there = {path.stem for path in guide_folder().glob("*.md")} - {"README"}
    assert there == set(PAGES)
    assert [page.name for page in guide_pages()] == list(PAGES)
    assert all(page.text.startswith(f"# {page.title}\n") for page in guide_pages())


def test_links_and_pictures_lead_somewhere() -> None:
    """Pages link pages of the guide only; pictures are there."""
    for page in guide_pages():
        for target in re.findall(r"\]\(([^)]+)\)", page.text):
            if target.endswith(".png"):
                assert picture(target).is_file(), (page.name, target)
            else:
                assert target.removesuffix(".md") in PAGES, (page.name, target)


def test_each_page_of_the_window_has_a_page_of_the_guide() -> None:
    """F1 leads to one that there is."""
    assert {page_about(entry.name) for entry in entries()} <= set(PAGES)


def test_words_are_counted_when_all_of_them_stand_there() -> None:
    """Case does not count."""
    page = next(page for page in guide_pages() if page.name == "back-up-and-move")
    assert page.count("BACKUP") > 3
    assert page.count("backup nowhere-to-be-found") == 0
    assert page.count("") == 0


def test_the_guide_ships_in_the_package(tmp_path: Path) -> None:
    """A build copies every page and each picture that a page shows."""
    for name in ("setup.py", "pyproject.toml", "README.md", "main.py", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("resources", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "resources" / "__init__.py").touch()
    for name in ("guide", "pictures"):
        shutil.copytree(ROOT / "docs" / name, tmp_path / "docs" / name)
    subprocess.run(
        [sys.executable, "setup.py", "-q", "build_py", "--build-lib", "built"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    built = tmp_path / "built" / "resources"
    for page in guide_pages():
        assert (built / "guide" / f"{page.name}.md").is_file()
        for target in re.findall(r"\]\(([^)]+\.png)\)", page.text):
            assert (built / "guide" / target).resolve().is_file()
