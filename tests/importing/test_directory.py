"""Proves that names lead to records: by id, e-mail, domain or name, and never to two."""

from __future__ import annotations

import pytest

from csplanner.domain.account import Account, Contact
from csplanner.domain.team import Person
from csplanner.importing.directory import Directory, reference_of
from csplanner.importing.texts import Misread

PEOPLE = (
    Person(id="p1", external_id="E1", name="Ida Söllander", email="ida@us.example"),
    Person(id="p2", name="Max Kelvane"),
    Person(id="p3", name="max  kelvane"),
)


@pytest.mark.parametrize("text", ["p1", "E1", "IDA@us.example", "ida sollander"])
def test_everything_that_names_a_person(text: str) -> None:
    """Id, external id, e-mail and name lead to the same person."""
    assert Directory("people", PEOPLE).find(text) == "p1"


def test_an_ambiguous_or_unknown_name_is_refused() -> None:
    """Two of a name, and nobody, are told apart."""
    directory = Directory("people", PEOPLE)
    with pytest.raises(Misread, match="names 2 records"):
        directory.find("Max Kelvane")
    with pytest.raises(Misread, match="import people first"):
        directory.find("Nobody")


def test_a_contact_is_looked_for_within_its_account() -> None:
    """Two customers may have a contact of the same name."""
    contacts = (
        Contact(id="c1", account_id="a1", name="Jo"),
        Contact(id="c2", account_id="a2", name="Jo"),
    )
    assert Directory("contacts", contacts).find("jo", "a2") == "c2"


def test_exact_names_do_not_run_into_each_other() -> None:
    """Company_1 is not Company_10, and the domain names an account, too."""
    accounts = [Account(id=f"a{n}", name=f"Company_{n}", domain=f"{n}.example") for n in range(12)]
    directory = Directory("accounts", accounts)
    assert directory.find("company_1") == "a1"
    assert directory.find("10.example") == "a10"


def test_lists_and_aliases() -> None:
    """A list is looked up name by name; another file's id can be made known."""
    directory = Directory("people", PEOPLE)
    assert reference_of(directory, ("E1", "p2")) == ("p1", "p2")
    directory.alias("CRM-7", "p2")
    assert directory.find("CRM-7") == "p2"
    directory.alias("E1", "p2")
    assert directory.find("E1") == "p1"
