"""Pictures of the program: every page in both themes, and every page of paper.

    python -m tests.shots OUT [SIZE ...]

opens the sample portfolio as of the day of the design at 1440 x 900 and writes
`OUT/<page>-<theme>.png`. Sizes such as 0 or 5000 add portfolios of so many accounts, as
`OUT/<page>-<theme>-<size>.png`. PAPER lists what else is drawn, each as a function of the open
portfolio and the folder.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.services.workspace import Workspace
    from ui.main_window import MainWindow

    Draw = Callable[[Workspace, Path], None]

TODAY, WIDE, HIGH = "2027-05-12", 1440, 900
THEMES = ("light", "dark")
SETTLE_MS = 400
FOCUS = "Ardenmoor Freight"
DPI = 110


def take(out: Path, sizes: Sequence[int] = ()) -> int:
    """Take all pictures; returns how many were written."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        _stand_apart(Path(home))
        from tests.ui.portfolios import make_portfolio

        sample = Path(home) / "sample.csplan"
        _make_sample(sample)
        _pages(sample, out, "", with_paper=True)
        for size in sizes:
            path = Path(home) / f"{size}.csplan"
            make_portfolio(path, size).close()
            _pages(path, out, f"-{size}")
    return len(list(out.glob("*.png")))


def _stand_apart(home: Path) -> None:
    """Keep the user's own settings and backups out of the pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home / name.lower())
    os.environ.pop("CSPLANNER_PORTFOLIO", None)


def _make_sample(path: Path) -> None:
    import datetime as dt

    from csplanner.base.clock import Clock
    from csplanner.services.new_portfolio import make_portfolio as make_sample

    make_sample(path, Clock(dt.date.fromisoformat(TODAY)), sample=True)


def _pages(path: Path, out: Path, suffix: str, *, with_paper: bool = False) -> None:
    from ui import app
    from ui.pages.registry import entries

    window = app.start(["csplanner", str(path), "--today", TODAY])
    window.resize(WIDE, HIGH)
    workspace = window.context.workspace
    if workspace is None:
        raise SystemExit(f"{path.name} did not open")
    _back_up(window)
    for entry in entries():
        for theme in THEMES:
            window.context.use_theme(theme)
            window.go(entry.name, **_arguments(workspace, entry.name))
            _settle(window)
            window.grab().save(str(out / f"{entry.name}-{theme}{suffix}.png"))
            if entry.name == "portfolio" and not suffix:
                _palette(window, out / f"palette-{theme}.png")
    for draw in PAPER if with_paper else ():
        draw(workspace, out)
    window.close()


def _back_up(window: MainWindow) -> None:
    assert window.context.workspace is not None
    window.context.workspace.back_up("by-hand")
    window.refresh_frame()


def _arguments(workspace: Workspace, page: str) -> dict[str, str]:
    if page == "policy":
        return {"part": "rules"}
    if page not in {"account", "briefs"}:
        return {}
    from csplanner.domain.records import Account

    accounts = sorted(workspace.all(Account), key=lambda account: account.name != FOCUS)
    return {"account_id": accounts[0].id} if accounts else {}


def _settle(window: MainWindow) -> None:
    """Wait until nothing is computed any more and everything was laid out, also when it is slow."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.qWait(SETTLE_MS)
    for _ in range(3):
        while window.context.jobs.running:
            QTest.qWait(50)
        QTest.qWait(50)
        QApplication.processEvents()
    window.notices.dismiss()
    QApplication.processEvents()


def _palette(window: MainWindow, path: Path) -> None:
    window.open_palette()
    window.palette_box.field.setText("del")
    window.grab().save(str(path))
    window.palette_box.close_palette()


def briefs(workspace: Workspace, out: Path) -> None:
    """Draw every page of the internal and the customer's brief of the account in focus."""
    import datetime as dt

    import pypdfium2

    from csplanner.services.prepare_brief import BriefRequest, prepare

    account_id = _arguments(workspace, "briefs")["account_id"]
    for audience in ("internal", "customer"):
        request = BriefRequest(account_id=account_id, audience=audience)
        brief = prepare(workspace, request, dt.date.fromisoformat(TODAY))
        document = pypdfium2.PdfDocument(brief.content)
        for number, page in enumerate(document, 1):
            image = page.render(scale=DPI / 72).to_pil()
            image.save(out / f"brief-{audience}-{number}.png")


def coverage_report(workspace: Workspace, out: Path) -> None:
    """Draw every page of the coverage report of the year of the design."""
    import datetime as dt

    import pypdfium2

    from csplanner.services.coverage_paper import coverage_pdf
    from csplanner.services.review_coverage import review_coverage

    day = dt.date.fromisoformat(TODAY)
    content, _ = coverage_pdf(workspace, review_coverage(workspace, day.year, day))
    for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
        page.render(scale=DPI / 72).to_pil().save(out / f"coverage-report-{number}.png")


# What is drawn beside the pages of the window; each takes the open portfolio and the folder.
PAPER: list[Draw] = [briefs, coverage_report]


def main(arguments: Sequence[str]) -> int:
    """Read the folder and the sizes, take the pictures."""
    if not arguments:
        sys.stderr.write("python -m tests.shots OUT [SIZE ...]\n")
        return 2
    out = Path(arguments[0])
    count = take(out, [int(size) for size in arguments[1:]])
    sys.stdout.write(f"{count} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
