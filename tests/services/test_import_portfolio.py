"""Proves that an import is proposed without a write, accepted as one change, and never stale."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Cancelled, StaleProposal, UserMistake
from csplanner.base.job import Job
from csplanner.domain.account import Account
from csplanner.domain.evidence import Measure
from csplanner.importing.kinds import KINDS
from csplanner.services.import_portfolio import (
    ImportRequest,
    accept,
    answer,
    mapping_from,
    needed_kinds,
    propose,
    propose_from,
    take_snapshot,
    write_rejects,
)
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "external_id,name,arr\nA1,Acme,5\nA2,Bolt,many\n"


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return an empty portfolio on the day after the real data ends."""
    clock = Clock(dt.date(2025, 1, 1))
    with Portfolio.create(tmp_path / "a.csplan", clock, tmp_path / "backups") as made:
        yield made


def request(tmp_path: Path, text: str = TEXT, kind: str = "accounts") -> ImportRequest:
    """Return the request for a file with this text."""
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return ImportRequest(kind=kind, files=(path,))


def test_a_proposal_writes_nothing_and_does_what_it_says(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    """The preview's counts are the real run's; it is one undo step, after a verified backup."""
    proposal = propose_from(portfolio, request(tmp_path))
    assert portfolio.count(Account) == 0
    told = accept(portfolio, proposal)
    assert (told.new, told.rejected) == (1, 1)
    assert portfolio.count(Account) == 1
    assert len(list((tmp_path / "backups").iterdir())) >= 1
    (entry,) = portfolio.history()
    assert entry.label == "Import accounts from accounts.csv"
    portfolio.undo()
    assert portfolio.count(Account) == 0


def test_rows_alike_keep_their_order(portfolio: Portfolio, tmp_path: Path) -> None:
    """Records that only their order tells apart find themselves again the second time."""
    accept(portfolio, propose_from(portfolio, request(tmp_path, "name\nAcme\n")))
    rows = "".join(f"Acme,2025-01-01,Slow,{n}\n" for n in range(60))
    text = f"account,opened,subject,hours\n{rows}"
    accept(portfolio, propose_from(portfolio, request(tmp_path, text, "tickets")))
    told = propose_from(portfolio, request(tmp_path, text, "tickets")).preview
    assert (told.new, told.changed, told.unchanged) == (0, 0, 60)


def test_a_second_import_writes_and_backs_up_nothing(portfolio: Portfolio, tmp_path: Path) -> None:
    """Nothing new, no change in the history."""
    accept(portfolio, propose_from(portfolio, request(tmp_path)))
    told = accept(portfolio, propose_from(portfolio, request(tmp_path)))
    assert (told.new, told.changed, told.unchanged, told.rejected) == (0, 0, 1, 1)
    assert len(portfolio.history()) == 1


def test_strict_writes_nothing_if_a_row_is_bad(portfolio: Portfolio, tmp_path: Path) -> None:
    """One bad row stops all, and the good ones with it."""
    with pytest.raises(UserMistake, match="1 of 2 rows were rejected"):
        accept(portfolio, propose_from(portfolio, request(tmp_path)), strict=True)
    assert portfolio.count(Account) == 0


def test_open_questions_are_answered_first(portfolio: Portfolio, tmp_path: Path) -> None:
    """A column that can be read two ways is asked about; the mapping answers."""
    asked = request(tmp_path, "name,renewal_date\nA,03/04/2027\n")
    with pytest.raises(UserMistake, match="3 Apr 2027 or 4 Mar 2027") as caught:
        accept(portfolio, propose_from(portfolio, asked))
    assert "date_order" in caught.value.hint
    answered = ImportRequest(
        kind="accounts", files=asked.files, mapping=mapping_from({"date_order": "mdy"})
    )
    accept(portfolio, propose_from(portfolio, answered))
    assert portfolio.all(Account)[0].renewal_date == dt.date(2027, 3, 4)


def test_a_stale_proposal_is_refused(portfolio: Portfolio, tmp_path: Path) -> None:
    """What changed since the preview, undo included, asks for a new preview."""
    proposal = propose_from(portfolio, request(tmp_path))
    with portfolio.change("Add") as work:
        work.put(Account(id="a9", name="Else"))
    for _ in range(2):
        with pytest.raises(StaleProposal):
            accept(portfolio, proposal)
        if portfolio.next_undo():
            portfolio.undo()
    assert portfolio.count(Account) == 0


def test_cancelling_leaves_everything(portfolio: Portfolio, tmp_path: Path) -> None:
    """A cancelled preview stops at its next step."""
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        propose(take_snapshot(portfolio, request(tmp_path)), request(tmp_path), job)


def test_a_mapping_must_fit_the_files(portfolio: Portfolio, tmp_path: Path) -> None:
    """A column that no file has is a slip worth telling."""
    wrong = ImportRequest(
        kind="accounts",
        files=request(tmp_path).files,
        mapping=mapping_from({"columns": {"Nmae": "name"}}),
    )
    with pytest.raises(UserMistake, match="'Nmae'"):
        propose_from(portfolio, wrong)
    with pytest.raises(UserMistake, match="No file"):
        propose_from(portfolio, ImportRequest(kind="accounts", files=()))


def test_the_answer_and_the_rejects(portfolio: Portfolio, tmp_path: Path) -> None:
    """The JSON has the contract's keys; the rejects can be imported once mended."""
    proposal = propose_from(portfolio, request(tmp_path))
    told = json.loads(json.dumps(answer(proposal, dry_run=True)))
    wanted = ("kind", "files", "rows", "new", "changed", "unchanged", "rejected", "problems")
    assert list(told)[: len(wanted)] == list(wanted)
    assert set(told["problems"][0]) == {"file", "sheet", "row", "column", "value", "message"}
    (path,) = write_rejects(proposal, tmp_path / "out.csv")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("many", "7"), encoding="utf-8")
    told = propose_from(portfolio, ImportRequest(kind="accounts", files=(path,))).preview
    assert (told.new, told.rejected) == (1, 0)


def test_a_tier_that_the_policy_does_not_have_is_told(portfolio: Portfolio, tmp_path: Path) -> None:
    """It is kept as written, and the notice says that ARR decides and how to map it."""
    text = "name,tier_override\nA,Strategic\nB,Gold\n"
    told = accept(portfolio, propose_from(portfolio, request(tmp_path, text)))
    assert [a.tier_override for a in portfolio.all(Account)] == ["strategic", "Gold"]
    assert told.notices[-1].startswith("Gold: no tier of the policy")


def test_only_what_is_needed_is_read() -> None:
    """An import looks at its own kind and at what it refers to, not at all measures."""
    assert needed_kinds(KINDS["accounts"]) == ("people", "accounts")
    assert "subscriptions" in needed_kinds(KINDS["measures"], "ravenstack")
    assert "measures" not in needed_kinds(KINDS["tickets"], "ravenstack")


def test_all_ravenstack_files(portfolio: Portfolio, shared: Path) -> None:
    """The five real files, one after the other, into a portfolio, and all again unchanged."""
    steps = (
        ("accounts", ("accounts", "subscriptions")),
        ("subscriptions", ("subscriptions",)),
        ("measures", ("feature_usage",)),
        ("tickets", ("support_tickets",)),
        ("revenue", ("churn_events",)),
    )
    for fate in ("new", "unchanged"):
        for kind, names in steps:
            files = tuple(shared / "data" / "ravenstack" / f"ravenstack_{n}.csv" for n in names)
            asked = ImportRequest(kind=kind, files=files, preset="ravenstack")
            told = accept(portfolio, propose_from(portfolio, asked))
            assert getattr(told, fate) == told.rows
    assert portfolio.count(Measure) == 40_728
    assert len(portfolio.history()) == 5
