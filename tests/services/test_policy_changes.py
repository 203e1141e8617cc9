"""Proves that the differences of two policies are said value by value."""

from __future__ import annotations

from csplanner.domain.toml_text import add_table, put, remove_table
from csplanner.services.policy_changes import compare_policies
from csplanner.services.tier_policy import default_text

TEXT = default_text()


def _lines(after: str) -> list[tuple[str, str, str, str]]:
    return [(c.where, c.key, c.before, c.after) for c in compare_policies(TEXT, after)]


def test_the_same_text_differs_in_nothing() -> None:
    """Comments do not count."""
    assert _lines("# more words\n" + TEXT) == []


def test_a_changed_value_names_its_table_and_both_values() -> None:
    """In a rule, in its step, in a tier, at the top, in a list."""
    after = put(TEXT, (("rule", 0),), "minutes", 60)
    after = put(after, (("rule", 0), ("grows", 0)), "roles", ["CSM", "EXEC"])
    after = put(after, (("tier", 2),), "min_arr", 150_000)
    after = put(after, (), "decision_days", 80)
    assert _lines(after) == [
        ("the policy", "decision_days", "90", "80"),
        ("tier growth", "min_arr", "100,000", "150,000"),
        ("rule QBR", "minutes", "90", "60"),
        ("rule QBR, grows enterprise", "roles", "AE, CSM, EXEC", "CSM, EXEC"),
    ]


def test_a_value_that_comes_or_goes_has_an_empty_side() -> None:
    """A key that was absent, and one that is gone."""
    after = put(TEXT, (("rule", 0),), "max_gap_days", 120)
    after = put(after, (("rule", 0),), "tol_days", None)
    assert _lines(after) == [
        ("rule QBR", "tol_days", "21", ""),
        ("rule QBR", "max_gap_days", "", "120"),
    ]


def test_a_rule_that_comes_or_goes_is_one_line() -> None:
    """All its values stand on one side."""
    gone = remove_table(TEXT, (("rule", 1),))
    (line,) = _lines(gone)
    assert line[:2] == ("rule CEO", "")
    assert "ceo_visit" in line[2]
    assert line[3] == ""
    came = add_table(TEXT, (), "rule", {"id": "DINNER", "type": "other"})
    assert _lines(came) == [("rule DINNER", "", "", "id DINNER, type other")]
