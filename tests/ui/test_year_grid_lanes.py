"""Proves the trip lane: codes keep clear of each other, busy weeks are counted, nothing is lost."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from csplanner.services.plan_facts import PersonRow, TripYear
from csplanner.services.plan_lanes import lanes
from ui.models.plan_sentences import extra_words, parted, short_titles, told
from ui.models.plan_strips import letter_of

FIRST = dt.date(2027, 1, 4)


def _trip(number: int, week: int, city: str, others: tuple[str, ...] = ()) -> TripYear:
    start = FIRST + dt.timedelta(weeks=week)
    return TripYear(
        id=f"t{number}",
        number=number,
        city=city,
        cities=(city, *others),
        start=start,
        end=start + dt.timedelta(days=3),
        accounts=frozenset({f"a{number}"}),
    )


def test_neighbours_take_the_other_lane() -> None:
    """A trip every week: the codes alternate, and two in one lane never overlap."""
    cities = ("Chicago", "Boston", "Denver", "Houston", "London", "Toronto")
    trips = [_trip(n, n, cities[n % 6]) for n in range(40)]
    found = lanes(trips, 13.0, {f"a{n}": n for n in range(40)})
    assert [lane.trip.code for lane in found[:3]] == ["CHI", "BOS", "DEN"]
    for lane in (0, 1):
        places = [one.trip.on.toordinal() * 13 / 7 for one in found if one.trip.lane == lane]
        assert min(later - one for one, later in pairwise(places)) >= 23
    assert [one.last for one in found] == list(range(40))


def test_a_busy_week_is_counted_and_holds_its_trips() -> None:
    """Three cities in one week become the number 3; one city for two people stays one code."""
    busy = [_trip(1, 5, "Chicago"), _trip(2, 5, "Boston"), _trip(3, 5, "Denver")]
    same = [_trip(4, 9, "London"), _trip(5, 9, "London")]
    found = lanes([*busy, *same], 13.0, {"a2": 7})
    assert [(one.trip.code, len(one.trips)) for one in found] == [("3", 3), ("LON", 2)]
    assert (found[0].last, found[1].last) == (7, -1)


def test_a_second_city_is_a_plus() -> None:
    """A trip on to another city says so."""
    assert lanes([_trip(1, 2, "Chicago", ("Denver",))], 13.0, {})[0].trip.code == "CHI+"


def test_executives_have_one_letter() -> None:
    """The rota's letters come from the title, long or short; a CEO without one is E."""

    def person(title: str, role: str = "EXEC") -> PersonRow:
        return PersonRow("1", "R. Havelstone", role, title, None, "US")

    assert [letter_of(person(t)) for t in ("CTO", "Chief Product Officer", "COO")] == list("TPO")
    assert letter_of(person("", "CEO")) == "E"
    assert letter_of(person("Head of sales")) == "R"


def test_the_planners_sentences_are_said_as_people_say_them() -> None:
    """Days, cities and titles become short; head and rest come apart; costs have a sign."""
    assert told("leave of Chief Product Officer on 2027-06-09") == "Leave of CPO on 9 Jun"
    assert told("A. One makes the trip to Boston, US") == "A. One makes the trip to Boston"
    assert parted("it is early (target 91, give or take 21)") == (
        "It is early",
        "Target 91, give or take 21",
    )
    assert parted("no other date costs less") == ("No other date costs less", "")
    assert short_titles("Chief Executive Officer") == "CEO"
    assert [extra_words(x) for x in (12.4, 0.2)] == ["+12 points", "costs the same"]
    assert extra_words(-3).endswith("3 points")
