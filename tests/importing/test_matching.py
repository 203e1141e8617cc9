"""Proves which record a row means: by id, then domain, then exact name, then its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.importing.matching import is_made
from tests.importing.desk import counts

if TYPE_CHECKING:
    from tests.importing.desk import Desk


def test_ids_go_before_domains_before_names(desk: Desk) -> None:
    """Each row finds its record by the strongest thing that it has in common."""
    desk.take_text(
        "accounts", "external_id,name,domain\nA1,Acme,acme.example\n,Bolt,bolt.example\n,Cord,\n"
    )
    told = desk.take_text(
        "accounts",
        "external_id,name,domain,city\nA1,Acme Ltd,other.example,Bonn\n"
        ",Bolt Inc,BOLT.example,Bern\n,cörd,,Rome\n",
    )
    assert counts(told) == (0, 3, 0, 0)
    assert [(a.name, a.city) for a in desk.all("accounts")] == [
        ("Acme Ltd", "Bonn"),
        ("Bolt Inc", "Bern"),
        ("cörd", "Rome"),
    ]


def test_a_made_id_gives_way_to_a_given_one(desk: Desk) -> None:
    """An account first read without id takes the id of a later file, and is found by it then."""
    desk.take_text("accounts", "name\nAcme\n")
    assert is_made(desk.one("accounts").external_id)
    assert counts(desk.take_text("accounts", "external_id,name\nA1,ACME\n")) == (0, 1, 0, 0)
    assert counts(desk.take_text("accounts", "external_id,city\nA1,Bonn\n")) == (0, 1, 0, 0)
    assert desk.one("accounts").city == "Bonn"


def test_another_systems_id_still_finds_domain_and_name(desk: Desk) -> None:
    """The same customer under another id is matched, and keeps the id it has."""
    desk.take_text("accounts", "external_id,name,domain\nA1,Acme,acme.example\n")
    told = desk.take_text(
        "accounts", "external_id,name,domain,city\nCRM-9,Acme,acme.example,Bonn\n"
    )
    assert counts(told) == (0, 1, 0, 0)
    assert desk.one("accounts").external_id == "A1"


def test_branches_that_share_a_domain_are_kept_apart(desk: Desk) -> None:
    """Two ids and two names under one domain are two accounts, and it is said."""
    desk.take_text("accounts", "external_id,name,domain\nA1,Acme UK,acme.example\n")
    told = desk.take_text("accounts", "external_id,name,domain\nA2,Acme Asia,acme.example\n")
    assert counts(told) == (1, 0, 0, 0)
    assert "kept apart: Acme Asia" in " ".join(told.notices)


def test_a_row_twice_in_a_file(desk: Desk) -> None:
    """Said twice alike it counts once; said twice differently the second is rejected."""
    told = desk.take_text("accounts", "external_id,name\nA1,Acme\nA1,Acme\nA1,Other\n")
    assert counts(told) == (1, 0, 1, 1)
    assert "row 2" in told.problems[0].message
    told = desk.take_text("people", "name,title\nJo,CTO\nJO,CFO\n")
    assert counts(told) == (1, 0, 0, 1)


def test_two_of_a_name_need_an_id(desk: Desk) -> None:
    """A name that two accounts bear cannot be matched."""
    desk.take_text("accounts", "external_id,name\nA1,Acme\nA2,Acme\n")
    told = desk.take_text("accounts", "name,city\nAcme,Bonn\n")
    assert counts(told) == (0, 0, 0, 1)
    assert "external_id" in told.problems[0].message


def test_records_without_id_are_known_by_their_facts(desk: Desk) -> None:
    """Equal rows are as many records as there are rows, and none again the second time."""
    desk.take_text("accounts", "name\nAcme\n")
    text = (
        "account,opened,subject\nAcme,2027-01-01,Slow\nAcme,2027-01-01,Slow\nAcme,2027-01-02,Slow\n"
    )
    assert counts(desk.take_text("tickets", text)) == (3, 0, 0, 0)
    assert counts(desk.take_text("tickets", text)) == (0, 0, 3, 0)
    assert len(desk.all("tickets")) == 3


def test_different_ids_are_different_tickets(desk: Desk) -> None:
    """Facts alone never join two records with ids of their own."""
    desk.take_text("accounts", "name\nAcme\n")
    desk.take_text("tickets", "external_id,account,opened\nT1,Acme,2027-01-01\n")
    told = desk.take_text("tickets", "external_id,account,opened\nT2,Acme,2027-01-01\n")
    assert counts(told) == (1, 0, 0, 0)


def test_a_row_without_id_cannot_choose_between_two_of_its_own_file(desk: Desk) -> None:
    """Wherever the row stands, the two that bear its name are looked at first."""
    text = "external_id,name,title\n{}A1,Jo,CTO\nA2,Jo,CFO\n{}"
    for number, places in enumerate(((",JO,CTO\n", ""), ("", ",JO,CTO\n"))):
        told = desk.take_text("people", text.format(*places))
        assert counts(told)[3] == 1, f"case {number}"
        assert "2 people are called so" in told.problems[0].message
    assert [(p.external_id, p.title) for p in desk.all("people")] == [("A1", "CTO"), ("A2", "CFO")]


def test_a_row_without_id_may_mean_one_who_is_there_or_one_of_its_file(desk: Desk) -> None:
    """One here and another one in the file are two, so the row is not guessed."""
    desk.take_text("people", "external_id,name,email\nA1,Jo,jo@one.example\n")
    told = desk.take_text(
        "people", "external_id,name,email,title\nA2,Jo,jo@two.example,CFO\n,Jo,,CTO\n"
    )
    assert counts(told) == (1, 0, 0, 1)
    assert [p.title for p in desk.all("people")] == ["", "CFO"]


def test_a_row_without_id_means_the_only_one_of_its_name(desk: Desk) -> None:
    """Before or behind the row with an id, it is the same record."""
    told = desk.take_text("people", "external_id,name,title\n,Jo,\nA1,Jo,CFO\n")
    assert counts(told)[3] == 0
    assert desk.one("people").external_id == "A1"
