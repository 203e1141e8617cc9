"""Proves how columns find their field: by name, by likeness and look, and never two on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing.columns import known_headers, match_columns
from csplanner.importing.kinds import KINDS
from csplanner.importing.mapping_file import Mapping
from csplanner.importing.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(header: Sequence[str], *rows: Sequence[str]) -> Table:
    """Return a table as the reader makes it."""
    return Table(
        file="a.csv",
        header=tuple(header),
        header_row=1,
        rows=tuple(list(row) for row in rows),
        numbers=tuple(range(2, len(rows) + 2)),
    )


def fields(header: Sequence[str], *rows: Sequence[str], kind: str = "accounts") -> dict[str, str]:
    """Return header to field for the columns that are matched."""
    matches = match_columns(table(header, *rows), KINDS[kind])
    return {match.header: match.field for match in matches if match.field}


def test_the_columns_of_the_design() -> None:
    """The file of the import picture is matched as the picture shows."""
    header = ("Account Name", "Acct ID", "ACV (USD)", "Renewal", "Tier", "CSM owner", "HQ city")
    row = (
        "Ardenmoor Freight",
        "AR-20417",
        "2,400,000",
        "31/12/2027",
        "A",
        "Sollander, I.",
        "Chicago",
    )
    assert fields((*header, "CRM_Link"), (*row, "lnk/0017")) == {
        "Account Name": "name",
        "Acct ID": "external_id",
        "ACV (USD)": "arr",
        "Renewal": "renewal_date",
        "Tier": "tier_override",
        "CSM owner": "owner",
        "HQ city": "city",
    }


def test_a_misspelt_header_is_matched_with_less_confidence() -> None:
    """Likeness and the look of the values decide, and the confidence says so."""
    found = match_columns(table(("name", "Renewl date"), ("Acme", "2027-05-12")), KINDS["accounts"])
    assert found[1].field == "renewal_date"
    assert 0.7 <= found[1].confidence < 0.95
    assert found[1].samples == ("2027-05-12",)


def test_values_that_do_not_look_like_it_keep_a_column_out() -> None:
    """The same misspelt header over words is no date."""
    assert fields(("name", "Renewl date"), ("Acme", "soon"), ("Bolt", "later")) == {"name": "name"}


@pytest.mark.parametrize("header", ["AnnualRevenue", "Revenue", "Active__c", "csplanner_problem"])
def test_what_only_sounds_alike_is_left_out(header: str) -> None:
    """A customer's turnover is no ARR, active is not archived, and our own remarks are no data."""
    assert fields(("name", header), ("Acme", "1")) == {"name": "name"}


@pytest.mark.parametrize("pair", [("ARR", "arr"), ("ACV", "Annual Recurring Revenue")])
def test_two_columns_on_one_field_are_refused(pair: tuple[str, str]) -> None:
    """The message names both columns and how to say which is meant."""
    with pytest.raises(UserMistake) as caught:
        fields(("name", *pair), ("Acme", "1", "2"))
    assert pair[0] in caught.value.message
    assert pair[1] in caught.value.message
    assert "--map" in caught.value.hint


def test_a_mapping_goes_first() -> None:
    """What the user says wins over names, and a column can be left out."""
    said = Mapping(columns={"Turnover": "arr", "ARR": ""})
    found = match_columns(
        table(("name", "ARR", "Turnover"), ("A", "1", "2")), KINDS["accounts"], said
    )
    assert [match.field for match in found] == ["name", "", "arr"]
    for columns, words in (
        ({"name": "colour"}, "do not have"),
        ({"ARR": "arr", "Turnover": "arr"}, "would both fill arr"),
    ):
        with pytest.raises(UserMistake, match=words):
            match_columns(
                table(("name", "ARR", "Turnover")), KINDS["accounts"], Mapping(columns=columns)
            )


def test_read_as_says_how() -> None:
    """The preview tells the order of dates and what names a person."""
    found = match_columns(
        table(("name", "renewal_date", "owner"), ("A", "31/12/2027", "I. S.")), KINDS["accounts"]
    )
    assert [match.read_as for match in found] == ["key", "date, day first", "person"]


def test_known_headers_hold_synonyms() -> None:
    """The header row is found by synonyms, too."""
    assert {"name", "csm", "billing city"} <= known_headers((KINDS["accounts"],))
