"""Makes the parts of the guide that the program itself knows: the page of commands, the pictures.

Run by `make docs`. The page comes from the very parser that reads the command line; the pictures
are taken of the sample portfolio by `tests.shots` and copied from there under the guide's names.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from csplanner import __version__
from csplanner.cli.main import VERBS
from csplanner.cli.parser import build_parser
from tests.shots import THEMES
from ui.pages.registry import entries

DOCS = Path(__file__).resolve().parent
# Beside every page of the window in both themes: the picture's name -> the shot it is a copy of.
PICTURES = {"brief.png": "brief-internal-4.png"}
COLOURS = 128
_INTRO = """# Commands

`csplanner` without a verb opens the window. With a verb it answers on the command line and never
loads the window's libraries. The answer goes to stdout, progress and remarks to stderr; `--json`
answers with one JSON object. Exit status: 0 done, 1 trouble in the environment, 2 a mistake of the
caller, 70 a fault of the program.

This page is made by `make docs` from the program's own help.
"""


def commands_page() -> str:
    """Return the page of all verbs with their options and examples, as Markdown."""
    parts = [_INTRO, "## csplanner\n", _help()]
    for verb in VERBS:
        parts += [f"## csplanner {verb.name}\n", _help(verb.name)]
    return "\n".join(parts)


def _help(*verb: str) -> str:
    """Return what `csplanner [VERB] --help` prints, as a block of text."""
    os.environ["COLUMNS"] = "96"  # argparse wraps at the terminal's width
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        build_parser(VERBS, __version__).parse_args([*verb, "--help"])
    return f"```text\n{printed.getvalue().rstrip()}\n```\n"


def take_pictures(into: Path) -> list[Path]:
    """Take all shots and keep those that the guide shows, in few colours; returns the files."""
    into.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "tests.shots", folder], check=True)
        pages = {f"{e.name}-{t}.png": f"{e.name}-{t}.png" for e in entries() for t in THEMES}
        wanted = {**pages, **PICTURES}
        for old in set(into.glob("*.png")) - {into / name for name in wanted}:
            old.unlink()
        return [_kept(Path(folder, shot), into / name) for name, shot in wanted.items()]


def _kept(shot: Path, picture: Path) -> Path:
    """Write a shot as a small picture: a window has few colours; returns the picture."""
    image = Image.open(shot).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)
    return picture


def main() -> int:
    """Write the page, take the pictures, and say where they are."""
    page = DOCS / "commands.md"
    page.write_text(commands_page(), encoding="utf-8")
    for path in (page, *take_pictures(DOCS / "pictures")):
        print(f"{path.relative_to(DOCS.parent)}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
