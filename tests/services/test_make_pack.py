"""Packs: many briefs in visiting order, bound with a list in front, or a file each."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from csplanner.base.errors import Cancelled, UserMistake
from csplanner.base.job import Job
from csplanner.domain.records import Account, Engagement, Person, Trip
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.make_pack import of_person, of_quarter, of_trip, write_pack
from csplanner.services.pdf_text import page_texts
from csplanner.services.prepare_brief import BriefRequest
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path, accounts=6) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        yield portfolio


def wanted(audience: str = "executive") -> BriefRequest:
    return BriefRequest(account_id="", audience=audience)


def names(team: Portfolio) -> dict[str, str]:
    return {account.id: account.name for account in team.all(Account)}


def test_a_trip_is_bound_in_visiting_order(team: Portfolio, tmp_path: Path) -> None:
    """The list names each visit with its page; the briefs follow in that order; pages count on."""
    trip = max(
        team.where(Trip, year=2027),
        key=lambda t: (len(team.where(Engagement, trip_id=t.id)), -t.number),
    )
    choice = of_trip(team, trip)
    assert len(choice.visits) > 1
    assert list(choice.visits) == sorted(choice.visits, key=lambda e: e.date)
    out = tmp_path / "trip.pdf"
    written = write_pack(team, choice, wanted(), out, Job())
    texts = page_texts(out.read_bytes())
    assert written.pages == len(texts) == 1 + sum(r.pages for r in written.results)
    called = names(team)
    page = 2
    for visit, result in zip(choice.visits, written.results, strict=True):
        assert called[visit.account_id] in texts[0]
        assert called[visit.account_id] in texts[page - 1]
        assert f"{page} of {len(texts)}" in texts[page - 1]
        assert str(page) in texts[0].split()
        page += result.pages


def test_the_list_leads_to_the_briefs(team: Portfolio, tmp_path: Path) -> None:
    """Each line of the list is a link, and the outline has a part for each brief."""
    out = tmp_path / "pack.pdf"
    choice = of_quarter(team, "2027Q1")
    write_pack(team, choice, wanted(), out, Job())
    with pikepdf.open(BytesIO(out.read_bytes())) as pdf:
        links = [a for a in pdf.pages[0].obj.get("/Annots", []) if a.Subtype == "/Link"]
        assert len(links) == len(choice.visits)
        assert len(list(pdf.open_outline().root)) == len(choice.visits) + 1


def test_customers_never_share_a_file(team: Portfolio, tmp_path: Path) -> None:
    """One file for customers is refused; in a folder no file names another customer."""
    choice = of_quarter(team, "2027Q1")
    with pytest.raises(UserMistake, match="not bound together"):
        write_pack(team, choice, wanted("customer"), tmp_path / "all.pdf", Job())
    assert not (tmp_path / "all.pdf").exists()
    folder = tmp_path / "reviews"
    written = write_pack(team, choice, wanted("customer"), folder, Job())
    called = names(team)
    assert len(list(folder.iterdir())) == len(choice.visits) == len(written.results)
    for visit, result in zip(choice.visits, written.results, strict=True):
        assert result.out is not None
        said = " ".join(page_texts(result.out.read_bytes()))
        others = set(called.values()) - {called[visit.account_id]}
        assert called[visit.account_id] in said
        assert not [name for name in others if name in said]


def test_a_persons_weeks_hold_their_visits_only(team: Portfolio) -> None:
    """Those they attend from one day to another, without check-ins."""
    person = next(p for p in team.all(Person) if p.external_id == "E1")
    first, last = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
    choice = of_person(team, person, first, last)
    assert choice.visits
    assert all(person.id in visit.participants for visit in choice.visits)
    assert all(visit.type.value != "check_in" for visit in choice.visits)
    with pytest.raises(UserMistake, match="before"):
        of_person(team, person, last, first)


def test_nothing_to_print_is_said(team: Portfolio, tmp_path: Path) -> None:
    """An empty choice and a quarter that is none are mistakes in words; no file appears."""
    with pytest.raises(UserMistake, match="no visit"):
        write_pack(team, of_quarter(team, "2031Q1"), wanted(), tmp_path / "x.pdf", Job())
    with pytest.raises(UserMistake, match="no quarter"):
        of_quarter(team, "2027Q5")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("out", ["pack.pdf", "pack"])
def test_cancel_leaves_nothing(team: Portfolio, tmp_path: Path, out: str) -> None:
    """Stopped half-way, neither file nor folder nor a part of one is there."""

    def stop(done: float, _label: str) -> None:
        if done > 0.3:
            job.cancel()

    job = Job(stop)
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(Cancelled):
        write_pack(team, of_quarter(team, "2027Q1"), wanted(), tmp_path / out, job)
    assert {path.name for path in tmp_path.iterdir()} == before


def test_the_same_pack_repeats(team: Portfolio, tmp_path: Path) -> None:
    """The same visits and day give the same bytes."""
    choice = of_quarter(team, "2027Q1")
    for name in ("1.pdf", "2.pdf"):
        write_pack(team, choice, wanted("ceo"), tmp_path / name, Job())
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
