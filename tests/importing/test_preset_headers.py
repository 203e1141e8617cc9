"""Proves the exports of Salesforce, on a real one, and of HubSpot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.team import Role
from tests.importing.desk import counts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importing.desk import Desk


def test_a_real_salesforce_export(desk: Desk, shared: Path) -> None:
    """Accounts and contacts of a developer org are read as they are, twice without change."""
    folder = shared / "data" / "salesforce_devorg"
    for fate in ("new", "unchanged"):
        accounts = desk.take("accounts", folder / "Account.csv", preset="salesforce")
        contacts = desk.take("contacts", folder / "Contact.csv", preset="salesforce")
        assert getattr(accounts, fate) == accounts.rows == 18
        assert getattr(contacts, fate) == contacts.rows == 25
    assert all(account.arr is None for account in desk.all("accounts"))
    uk = desk.one("accounts", name="United Oil & Gas, UK")
    assert (uk.external_id, uk.country) == ("001bm00001ZL8UHAA1", "")
    bertha = desk.one("contacts", name="Bertha Boxer")
    assert bertha.last_touch == dt.date(2026, 2, 23)
    assert any("turnover" in notice for notice in accounts.notices)


def test_arr_owners_and_deleted_rows_of_salesforce(desk: Desk) -> None:
    """A custom ARR field is ARR, owners come along as CSMs, deleted rows stay out."""
    text = (
        "Id,IsDeleted,Name,AnnualRevenue,ARR__c,Owner.Name,Website\n"
        "1,FALSE,Acme,9,5,Ida S.,www.acme.example\n2,TRUE,Bolt,9,5,Max K.,\n"
    )
    told = desk.take_text("accounts", text, preset="salesforce")
    assert counts(told) == (1, 0, 1, 0)
    acme = desk.one("accounts")
    assert (acme.arr, acme.domain) == (5, "acme.example")
    owner = desk.one("people")
    assert (owner.id, owner.name, owner.role) == (acme.owner_id, "Ida S.", Role.CSM)
    assert counts(desk.take_text("accounts", text, preset="salesforce")) == (0, 0, 2, 0)


def test_owners_by_id_only_are_told(desk: Desk) -> None:
    """An owner's id alone names nobody."""
    told = desk.take_text("accounts", "Id,Name,OwnerId\n1,Acme,005\n", preset="salesforce")
    assert any("by id only" in notice for notice in told.notices)


def test_hubspot(desk: Desk) -> None:
    """Companies, contacts with first and last name, and tickets of HubSpot."""
    companies = (
        "Record ID,Company name,Company Domain Name,Company owner,City,Country/Region,"
        "Annual Revenue\n"
        "77,Acme,acme.example,ida@us.example,Bonn,Germany,1000000\n"
    )
    assert counts(desk.take_text("accounts", companies, preset="hubspot")) == (1, 0, 0, 0)
    account = desk.one("accounts")
    assert (account.country, account.arr) == ("DE", None)
    assert desk.one("people").email == "ida@us.example"
    contacts = (
        "Record ID,First Name,Last Name,Email,Job Title,Associated Company,"
        "Associated Company IDs (Primary),Last Contacted\n"
        "5,Jo,Doe,jo@acme.example,CFO,Someone else,77,2027-05-01 10:12\n"
    )
    assert counts(desk.take_text("contacts", contacts, preset="hubspot")) == (1, 0, 0, 0)
    contact = desk.one("contacts")
    assert (contact.name, contact.account_id) == ("Jo Doe", account.id)
    assert contact.last_touch == dt.date(2027, 5, 1)


def test_what_a_preset_does_not_know(desk: Desk) -> None:
    """The message lists what it knows."""
    with pytest.raises(UserMistake, match="does not know goals"):
        desk.take_text("goals", "Id\n1\n", preset="hubspot")
