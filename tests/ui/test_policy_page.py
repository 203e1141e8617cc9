"""Proves the policy editor: forms write the text, mistakes stand beside fields, one step saves."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from csplanner.domain.records import PlanRun, PolicyVersion
from csplanner.services.policy import default_text, policy_in_force, set_policy
from tests.ui.portfolios import TODAY
from ui import theme
from ui.models.policy_draft import PolicyDraft
from ui.models.policy_entries import overlay_entries, rule_entries
from ui.models.policy_parts import LISTS, PLAIN

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver
    from ui.pages.policy import PolicyPage
    from ui.widgets.policy_forms import TableForm


@pytest.fixture
def page(driver: WindowDriver) -> PolicyPage:
    """Return the page, shown."""
    driver.go("policy")
    shown: Any = driver.window.pages["policy"]
    return shown


def _form(page: PolicyPage, place: str, *path: tuple[str, int | None]) -> TableForm:
    """Go to a part and a table of it, and return its form."""
    page.nav.choose(place)
    section: Any = page.places.sections[place]
    if path and hasattr(section, "choose"):
        assert section.choose(tuple(path))
    return next(f for f in section.forms if not path or f.path == tuple(path))


def _type(form: TableForm, key: str, words: str) -> None:
    """Type into the line of a field, as a user does, and leave it."""
    line: Any = form.editor(key)
    line.line.setFocus()
    line.line.selectAll()
    QTest.keyClicks(line.line, words)
    line.line.editingFinished.emit()


def test_a_value_typed_in_a_form_stands_in_the_text(page: PolicyPage) -> None:
    """The number is changed in place; the comments are all there."""
    before = page.draft.text
    form = _form(page, "rules", ("rule", 0))
    _type(form, "minutes", "75")
    assert tomllib.loads(page.draft.text)["rule"][0]["minutes"] == 75
    assert page.draft.text.count("#") == before.count("#")
    assert page.draft.dirty
    page.nav.choose("text")
    assert "minutes = 75" in page.places.text.toPlainText()


def test_what_is_wrong_stands_beside_the_field(driver: WindowDriver, page: PolicyPage) -> None:
    """Line and what is allowed; the part and the inspector say it as well; nothing is saved."""
    form = _form(page, "rules", ("rule", 0))
    _type(form, "minutes", "1200")
    assert "Line 48: 1200 is not allowed" in form.wrong("minutes")
    assert "from 5 to 960" in form.wrong("minutes")
    _type(form, "minutes", "long")
    assert "'long' is not allowed" in form.wrong("minutes")
    driver.window.actions_table.trigger("policy.save")
    assert not driver.workspace.all(PolicyVersion)
    focus: Any = form.editor("minutes")
    assert driver.window.focusWidget() is focus.line
    _type(form, "minutes", "90")
    assert form.wrong("minutes") == ""
    assert not page.draft.dirty


def test_a_problem_leads_to_its_field(page: PolicyPage) -> None:
    """From another part, to the right rule among rules and overlays."""
    for nth, place in ((1, "rules"), (8, "overlays")):
        page.nav.choose("tiers")
        page.draft.put((("rule", nth),), {"minutes": 1})
        page.go_to_problem()
        section: Any = page.places.sections[place]
        assert page.nav.on == place
        assert section.chosen.path == (("rule", nth),)
        page.draft.undo()


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((("tier", 1),), "min_arr", -1),
        ((("rule", 3),), "count", 99),
        ((("rule", 3), ("grows", 1)), "roles", ["Nobody"]),
        ((("capacity", None), ("AE", None)), "weekly_hours", "many"),
        ((("health", 1), ("weights", None)), "usage", 50),
        ((("health", 2), ("curve", 3)), "points", [[1, 2], [0, 2]]),
        ((("health", 2), ("limits", None)), "usage", 0),
        ((("burden", None), ("tones", None)), "angry", -3),
        ((("drivers", 2), ("driver", 1)), "target", "much"),
        ((("weights", None),), "weekday", "x"),
        ((), "decision_days", 9000),
    ],
)
def test_every_table_finds_its_problem(path: Any, key: str, value: Any) -> None:
    """The problem of a value is known at its own table and key, and at no other of the kind."""
    draft = PolicyDraft()
    draft.start(default_text())
    draft.put(path, {key: value})
    assert "not allowed" in draft.problem_of(path, key) or "must" in draft.problem_of(path, key)
    assert draft.path_of(draft.problems[0]) == path[:1]
    others = [(*path[:-1], (path[-1][0], n)) for n in range(3)] if path and path[-1][1] else []
    assert all(not draft.problem_of(o, key) for o in others if o != path)


def test_saving_is_one_step_to_undo(driver: WindowDriver, page: PolicyPage) -> None:
    """A version comes to be; Undo takes it away, and what was saved is a draft again."""
    _type(_form(page, "tiers", ("tier", 2)), "min_arr", "150,000")
    assert page.keep(TODAY, "Fewer to visit")
    (version,) = driver.workspace.all(PolicyVersion)
    assert (version.number, version.effective, version.note) == (1, TODAY, "Fewer to visit")
    assert policy_in_force(driver.workspace, TODAY).policy.bands[2].min_arr == 150_000
    assert not page.draft.dirty
    driver.press("Ctrl+Z")
    assert not driver.workspace.all(PolicyVersion)
    assert page.draft.base == default_text()
    assert page.draft.text == version.text


def test_a_later_version_is_not_in_force_yet(driver: WindowDriver, page: PolicyPage) -> None:
    """The notice says from when on; the draft still stands over what is in force."""
    _type(_form(page, "tiers", ("tier", 2)), "min_arr", "150000")
    assert page.keep(TODAY + dt.timedelta(days=40), "")
    assert "in force from" in driver.notice
    assert page.draft.dirty


def test_a_draft_outlives_the_window(driver: WindowDriver, page: PolicyPage, start: Any) -> None:
    """What was typed and not saved is there again after the program was ended."""
    _type(_form(page, "tiers", ("tier", 2)), "min_arr", "150000")
    text = page.draft.text
    path = driver.workspace.path
    driver.close()
    again = start(None, str(path))
    again.go("policy")
    assert again.window.pages["policy"].draft.text == text


def test_tiers_are_data(driver: WindowDriver, page: PolicyPage) -> None:
    """A tier is added, named, used by a rule, and counted beside the others."""
    driver.window.page.inspector()
    page.nav.choose("tiers")
    section: Any = page.places.sections["tiers"]
    driver.click("Add a tier")
    assert section.chosen.title == "Tier 1"
    form = _form(page, "tiers", ("tier", 4))
    _type(form, "name", "Platinum")
    rule = _form(page, "rules", ("rule", 1))
    box: Any = rule.editor("from")
    box.box.choose("tier-1")
    assert page.draft.policy is not None
    assert page.draft.policy.bands[0].name == "Platinum"
    assert page.draft.policy.rules_by_id["CEO"].bands == ("tier-1",)
    panel: Any = page.inspector()
    assert "Platinum" in [label.text() for label in panel.findChildren(QLabel)]


def test_removing_can_be_taken_back(driver: WindowDriver, page: PolicyPage) -> None:
    """A rule goes from the draft with its steps; the notice takes it back."""
    before = page.draft.text
    page.nav.choose("rules")
    section: Any = page.places.sections["rules"]
    section.choose((("rule", 0),))
    driver.click("Remove the chosen rule")
    assert "QBR" not in page.draft.policy.rules_by_id  # type: ignore[union-attr]
    assert "Removed QBR" in driver.notice
    driver.window.notices.button.click()
    assert page.draft.text == before


def test_a_rule_asks_by_a_date_instead(page: PolicyPage) -> None:
    """The fields of the other way go, and what it needs comes."""
    form = _form(page, "rules", ("rule", 1))
    asks: Any = form.editor("asks")
    asks.choice.choose("anchor")
    table = page.draft.table((("rule", 1),))
    assert "period" not in table
    assert table["anchor"] == "contract_start"
    assert page.draft.policy is not None
    asks.choice.choose("period")
    assert page.draft.table((("rule", 1),))["period"] == "year"
    assert "from_days" not in page.draft.table((("rule", 1),))


def test_a_step_inherits_and_gives_back(page: PolicyPage) -> None:
    """A step's own value can be put back to that of its rule."""
    path = (("rule", 0), ("grows", 0))
    form = _form(page, "rules", *path)
    _type(form, "minutes", "120")
    assert page.draft.table(path)["minutes"] == 120
    line = form.lines["minutes", "whole"]
    line.own.click()
    assert "minutes" not in page.draft.table(path)
    assert line.hint.text() == "As in QBR."


def test_words_and_months_are_chips(page: PolicyPage) -> None:
    """Clicking turns one on or off; none at all leaves the key out."""
    form = _form(page, "rules", ("rule", 1))
    months: Any = form.editor("preferred_months")
    months.chips[12].click()
    assert 12 in page.draft.table((("rule", 1),))["preferred_months"]
    for month in (3, 4, 5, 6, 9, 10, 11, 12):
        months.chips[month].click()
    assert "preferred_months" not in page.draft.table((("rule", 1),))


def test_text_that_is_no_toml_keeps_the_forms(driver: WindowDriver, page: PolicyPage) -> None:
    """The line is marked; save leads to it; the text stays as it was typed."""
    page.nav.choose("text")
    page.places.text.setPlainText(page.places.text.toPlainText() + "\n[broken")
    page.places.text.flush()
    assert not page.draft.readable
    assert page.draft.problems[0].key == "TOML"
    page.nav.choose("rules")
    driver.window.actions_table.trigger("policy.save")
    assert page.nav.on == "text"
    assert page.places.text.toPlainText().endswith("[broken")


def test_colours_do_not_count_as_an_edit(driver: WindowDriver, page: PolicyPage) -> None:
    """Another theme leaves the draft alone, whether the text was shown or not."""
    before = page.draft.text
    for name in ("dark", "light"):
        driver.window.context.use_theme(name)
        page.places.text.flush()
        assert page.draft.text == before
        page.nav.choose("text")
    assert theme.current().name == "light"


def test_differences_between_versions(driver: WindowDriver, page: PolicyPage) -> None:
    """The draft against what is in force, and an older version against the draft."""
    set_policy(driver.workspace, default_text().replace("minutes = 90", "minutes = 80"), TODAY)
    _type(_form(page, "tiers", ("tier", 2)), "min_arr", "150000")
    page.nav.choose("differences")
    (row,) = page.places.differences.table.rows
    assert (row.where, row.before, row.after) == ("tier growth", "100,000", "150,000")
    page.places.differences.before.choose("default")
    assert {r.where for r in page.places.differences.table.rows} == {"tier growth", "rule QBR"}


def test_discarding_can_be_taken_back(driver: WindowDriver, page: PolicyPage) -> None:
    """Back to what is in force, and the draft again by the notice."""
    _type(_form(page, "tiers", ("tier", 2)), "min_arr", "150000")
    text = page.draft.text
    driver.click("Discard draft")
    assert not page.draft.dirty
    driver.window.notices.button.click()
    assert page.draft.text == text


def test_the_draft_is_tried_on_the_year(driver: WindowDriver, page: PolicyPage) -> None:
    """Both sides in figures, what gets no date, nothing written; kept as a run if wanted."""
    page.draft.put((("rule", 0),), {"period": "month"})
    driver.window.actions_table.trigger("policy.what_if")
    driver.settle()
    found = page.trying.view.found
    assert found is not None
    assert found.then.demand > found.now.demand
    assert all(each.touch not in found.without_date_now for each in found.lost)
    assert not driver.workspace.all(PlanRun)
    page.draft.put((("rule", 0),), {"period": "quarter"})
    assert "changed since" in page.trying.view.told.text()
    driver.click("Keep as a run")
    assert len(driver.workspace.all(PlanRun)) == 1


def test_trying_can_be_cancelled(driver: WindowDriver, page: PolicyPage) -> None:
    """Nothing is shown, nothing is written, and it can be tried again."""
    page.draft.put((("rule", 0),), {"period": "month"})
    page.trying.start()
    page.trying.cancel()
    driver.settle()
    assert page.trying.view.found is None
    page.nav.choose("what_if")
    assert page.trying.view.none.isVisible()


def test_every_part_can_be_shown(driver: WindowDriver, page: PolicyPage) -> None:
    """Each part has fields, of which none is wrong in the policy that ships."""
    for place in (*LISTS, *PLAIN):
        page.nav.choose(place)
        driver.settle()
        section: Any = page.places.sections[place]
        assert section.forms, place
        assert not driver.words().count("not allowed")


def test_rules_and_overlays_are_told_apart() -> None:
    """What holds for some stages is an overlay; each table stands in one of the lists."""
    draft = PolicyDraft()
    draft.start(default_text())
    rules, overlays = rule_entries(draft), overlay_entries(draft)
    assert [e.title for e in overlays] == ["KICKOFF", "ONBOARD-60"]
    tops = {e.path for e in (*rules, *overlays) if e.parent is None}
    assert tops == {(("rule", n),) for n in range(len(draft.rows((), "rule")))}
    gists = {e.title: e.gist for e in rules}
    assert gists["QBR"] == "QBR, 1 a quarter; Growth and up"
    assert gists["VALUE-1"].startswith("Value review, 240 to 181 days before the renewal")
