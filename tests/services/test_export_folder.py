"""Proves that an exported folder holds everything, and reads back to an equal export."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.account import Account, Contact, RevenueEvent, RevenueKind
from csplanner.domain.documents import PolicyVersion
from csplanner.domain.team import Person, Role
from csplanner.importing.kinds import KINDS
from csplanner.services.export_folder import POLICY, export_folder, folder_texts
from csplanner.services.import_folder import import_folder
from csplanner.services.policy import default_text
from csplanner.services.sample import build_sample
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.record import Record

TODAY = dt.date(2027, 5, 12)
TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("=+-@'\";,\\\t\r\n #é"), st.characters(codec="utf-8")),
    max_size=12,
).filter(lambda text: "\0" not in text and (not text or not text.isspace()))
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
AMOUNTS = st.none() | st.decimals(min_value=0, max_value=10**9, places=4)
DAYS = st.none() | st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2070, 1, 1))


def make(folder: Path, name: str = "a") -> Portfolio:
    """Return a new portfolio."""
    return Portfolio.create(folder / f"{name}.csplan", Clock(TODAY), folder / "backups")


def test_the_sample_survives_export_and_import(tmp_path: Path) -> None:
    """Every record of the sample team comes back; the second export equals the first."""
    with make(tmp_path) as first, make(tmp_path, "b") as second:
        build_sample(first, TODAY)
        written = export_folder(first, tmp_path / "out")
        assert set(written) == {f"{name}.csv" for name in KINDS} | {POLICY}
        told = import_folder(second, tmp_path / "out")
        assert told.data["rejected"] == 0
        assert folder_texts(second) == folder_texts(first)
        assert len(second.history()) == 1


def test_the_headers_are_the_contracts(tmp_path: Path) -> None:
    """Even an empty portfolio gives a file a kind, headed for filling in."""
    with make(tmp_path) as portfolio:
        export_folder(portfolio, tmp_path / "out")
    with (tmp_path / "out" / "people.csv").open(newline="", encoding="utf-8") as file:
        header = next(csv.reader(file))
    assert header[:5] == ["external_id", "name", "role", "title", "email"]
    assert (tmp_path / "out" / POLICY).read_text(encoding="utf-8") == default_text()


@settings(max_examples=40)
@given(data=st.data())
def test_any_text_and_amount_survives(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Formulas, quotes, line breaks, semicolons and blanks come back as they were."""
    folder = tmp_path_factory.mktemp("round")
    with make(folder) as first, make(folder, "b") as second:
        with first.change("Make") as work:
            work.put(*_records(data.draw))
        export_folder(first, folder / "out")
        told = import_folder(second, folder / "out")
        assert told.data["rejected"] == 0, told.remarks
        assert folder_texts(second) == folder_texts(first)
        assert _bare(second.all(Account)) == _bare(first.all(Account))


def _records(draw: Any) -> list[Record]:
    person = Person(
        id="p1", external_id=draw(TEXTS), name=draw(NAMES), title=draw(TEXTS), role=Role.EXEC
    )
    degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
    place = draw(st.just((None, None)) | degrees)
    account = Account(
        id="a1",
        external_id=draw(TEXTS),
        name=draw(NAMES),
        domain=draw(st.sampled_from(["", "ardenmoor.example", "MÜLLER-söhne.de", "a.b.example."])),
        arr=draw(AMOUNTS),
        currency=draw(st.sampled_from(["", "EUR"])),
        owner_id=person.id,
        executive_pool=draw(st.sampled_from([(), (person.id,)])),
        latitude=place[0],
        longitude=place[1],
        renewal_date=draw(DAYS),
        preferred_weekdays=draw(st.sampled_from([(), (0, 4), (2,)])),
        notes=draw(TEXTS),
        archived=draw(st.booleans()),
    )
    contact = Contact(id="c1", account_id=account.id, name=draw(NAMES), phone=draw(TEXTS))
    event = RevenueEvent(
        id="r1",
        account_id=account.id,
        date=TODAY,
        kind=RevenueKind.CHURN,
        amount=draw(st.decimals(min_value=0, max_value=10**9, places=4)),
        reason=draw(TEXTS),
    )
    return [person, account, contact, event]


def _bare(accounts: tuple[Account, ...]) -> list[Account]:
    """Leave out what the other portfolio gives anew: ids, and when it was written."""
    return [
        dataclasses.replace(
            account,
            id="",
            external_id="",
            created=None,
            changed=None,
            owner_id=None,
            executive_pool=(),
        )
        for account in accounts
    ]


def test_the_newest_policy_is_a_file_of_its_own(tmp_path: Path) -> None:
    """Earlier versions stand in policies.csv; both come back."""
    text = default_text()
    with make(tmp_path) as first, make(tmp_path, "b") as second:
        with first.change("Policies") as work:
            work.put(
                PolicyVersion(id="v1", number=1, effective=TODAY, text=text),
                PolicyVersion(id="v2", number=2, effective=TODAY, text=f"# second\n{text}"),
            )
        export_folder(first, tmp_path / "out")
        assert (tmp_path / "out" / POLICY).read_text(encoding="utf-8").startswith("# second")
        import_folder(second, tmp_path / "out")
        assert [v.text for v in sorted(second.all(PolicyVersion), key=lambda v: v.number)] == [
            text,
            f"# second\n{text}",
        ]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A path that is a file is refused."""
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with make(tmp_path) as portfolio, pytest.raises(UserMistake, match="is a file"):
        export_folder(portfolio, tmp_path / "out")
