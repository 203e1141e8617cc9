"""Proves that a kept mapping says of the next file what was said of the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.services.import_choices import with_column, with_reading
from csplanner.services.import_mappings import (
    fitted,
    is_untouched,
    same,
    saved,
    source_of,
    suggested_name,
)
from csplanner.services.import_portfolio import ImportRequest

ASKED = ImportRequest(kind="accounts", files=(Path("crm-2027-05.csv"),))


@given(
    encoding=st.sampled_from(["", "cp865", "utf-16"]),
    header_row=st.integers(0, 9),
    header=st.text(min_size=1, max_size=5),
    field=st.sampled_from(["", "arr", "name"]),
)
def test_what_was_said_of_one_file_holds_for_the_next(
    encoding: str, header_row: int, header: str, field: str
) -> None:
    """Under its own name, with nothing lost, and 'as found' can still be said of it."""
    said = with_reading(ASKED, "crm-2027-05.csv", encoding=encoding, header_row=header_row)
    said = with_column(said, header, field)
    kept = saved(" CRM ", "s", said)
    assert kept.name == "CRM"
    june = replace(ASKED, files=(Path("crm-2027-06.csv"),))
    request = fitted(kept, june)
    layout = request.mapping.layout_of("crm-2027-06.csv")
    assert (layout.encoding, layout.header_row) == (encoding, header_row)
    assert request.mapping.columns == {header: field}
    assert same(kept, request)
    found = with_reading(request, "crm-2027-06.csv", encoding="", header_row=0)
    assert found.mapping.layout_of("crm-2027-06.csv").header_row == 0


def test_a_source_is_its_kind_its_preset_and_its_headers() -> None:
    """The order of columns counts, that of files and the case of letters do not."""
    first = source_of(ASKED, [["Name", "ARR"], ["id"]])
    assert first == source_of(ASKED, [["id"], ["name", "arr"]])
    assert first != source_of(ASKED, [["ARR", "Name"], ["id"]])
    assert first != source_of(replace(ASKED, kind="people"), [["Name", "ARR"], ["id"]])
    assert first != source_of(replace(ASKED, preset="hubspot"), [["Name", "ARR"], ["id"]])


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("crm-accounts-2027-05.csv", "crm accounts"),
        ("2027_05 export (3).xlsx", "export"),
        ("20270512.csv", "Accounts"),
    ],
)
def test_a_name_is_suggested_without_dates(file: str, name: str) -> None:
    """What is left of the file's name, else what it holds."""
    assert suggested_name(replace(ASKED, files=(Path(file),))) == name
    assert is_untouched(ASKED)
