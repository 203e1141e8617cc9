"""What is logged and changed on an account's page: two keystrokes to a form, one undo step each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.driver_set import DriverSet
from csplanner.domain.evidence import Direction
from csplanner.domain.ids import (
    CommitmentId,
    ContactId,
    DriverId,
    DriverReadingId,
    GoalId,
    PromiseId,
    RelationshipRatingId,
    SightingId,
    SignalId,
)
from csplanner.domain.records import (
    Account,
    Blackout,
    Commitment,
    Contact,
    Driver,
    DriverReading,
    Goal,
    Promise,
    RelationshipRating,
    Sighting,
    Signal,
)
from csplanner.services.team_view import checked_days
from ui.dialogs.record_form import Field, Wording
from ui.pages.account_contact import STARS, contact_fields
from ui.pages.account_forms import INTERNAL, AccountForms, safe_mark
from ui.pages.account_meeting import MeetingTerms
from ui.widgets.choice_strip import Choice, ChoiceStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    Values = dict[str, Any]

_STATES = tuple((word, word) for word in ("open", "in work", "met", "dropped"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One thing to log: its letter in the menu, its words, what opens its form."""

    key: str
    words: str
    detail: str
    open: Callable[[], None]


class HeardForms(AccountForms):
    """Forms of what was said, seen, agreed and promised."""

    def note(self) -> None:
        """Ask for a note; it is put before the account's notes, with its day."""
        fields = (Field(key="text", label="Note", kind="long", needed=True),)
        account = self.account

        def save(values: Values) -> bool:
            line = f"{self._context.today}: {values['text']}"
            notes = f"{line}\n{account.notes}" if account.notes else line
            return self._put(f"Note on {account.name}", "Noted", replace(account, notes=notes))

        self._ask(Wording(title="Note", verb="Note", below=INTERNAL), fields, save)

    def notes(self, account: Account) -> None:
        """Change all notes of the account."""
        fields = (Field(key="text", label="Notes", kind="long", value=account.notes),)

        def save(values: Values) -> bool:
            changed = replace(account, notes=values["text"])
            return self._put(f"Change notes of {account.name}", "Notes changed", changed)

        self._ask(Wording(title="Notes", verb="Save", below=INTERNAL), fields, save)

    def sighting(self, old: Sighting | None = None) -> None:
        """Ask for a competitor that was seen."""
        made = old or Sighting(
            id=SightingId(new_id()),
            account_id=self.account.id,
            competitor="",
            date=self._context.today,
        )
        fields = (
            Field(key="competitor", label="Competitor", value=made.competitor, needed=True),
            Field(key="pitch", label="Their pitch", kind="long", value=made.pitch),
            Field(key="our_answer", label="Our answer", kind="long", value=made.our_answer,
                  hint="None yet: it becomes a request to the product team"),
            Field(key="date", label="Seen on", kind="day", value=made.date, needed=True),
            Field(key="source", label="Source", value=made.source),
        )  # fmt: skip
        self._form("sighting", made, old, fields)

    def commitment(self, old: Commitment | None = None) -> None:
        """Ask for a term outside the standard contract."""
        made = old or Commitment(id=CommitmentId(new_id()), account_id=self.account.id, text="")
        state = made.status or "open"
        states = _STATES if state in dict(_STATES) else ((state, state), *_STATES)
        fields = (
            Field(key="text", label="What was agreed", value=made.text, needed=True),
            Field(key="clause", label="Clause", value=made.clause),
            Field(key="functional_owner", label="Who must do it", value=made.functional_owner),
            Field(key="difficulty", label="Difficulty", value=made.difficulty),
            Field(key="cost", label="Cost", kind="number", value=made.cost),
            Field(key="due", label="Due", kind="day", value=made.due, choices=self._soon()),
            Field(key="status", label="State", kind="choice", value=state, choices=states),
            safe_mark(on=made.customer_safe),
        )
        self._form("commitment", made, old, fields)

    def signal(self, old: Signal | None = None) -> None:
        """Ask for what was heard by listening."""
        made = old or Signal(
            id=SignalId(new_id()),
            account_id=self.account.id,
            date=self._context.today,
            text="",
        )
        fields = (
            Field(key="text", label="What you heard", kind="long", value=made.text, needed=True),
            Field(key="source", label="From whom", value=made.source),
            Field(key="date", label="On", kind="day", value=made.date, needed=True),
        )
        self._form("signal", made, old, fields)

    def promise(self) -> None:
        """Ask for what was promised."""
        made = Promise(
            id=PromiseId(new_id()),
            account_id=self.account.id,
            text="",
            made=self._context.today,
        )
        fields = (
            Field(key="text", label="What was promised", kind="long", needed=True),
            Field(key="owner", label="Who keeps it"),
            Field(key="due", label="Due", kind="day", choices=self._soon()),
            safe_mark(),
        )
        self._form("promise", made, None, fields)


class JudgedForms(HeardForms):
    """Forms of what the CSM judges and measures: trust and drivers."""

    def rating(self, old: RelationshipRating | None = None) -> None:
        """Ask for the trust from 1 to 5, with reason and quote."""
        account = self.account
        made = old or RelationshipRating(
            id=RelationshipRatingId(new_id()),
            account_id=account.id,
            date=self._context.today,
            rating=account.relationship or 3,
        )
        fields = (
            Field(key="rating", label="Trust", kind="choice", value=made.rating, choices=STARS),
            Field(key="reason", label="Why", kind="long", value=made.reason, needed=True),
            Field(key="quote", label="In their words", kind="long", value=made.quote),
            Field(key="date", label="On", kind="day", value=made.date, needed=True),
        )

        def save(values: Values) -> bool:
            rated = replace(made, **values)
            return self._context.run_change(
                f"Rate {account.name}",
                partial(self._rated, rated, gone=None),
                notice=f"Trust {rated.rating} of 5",
            )

        def remove() -> bool:
            return self._context.run_change(
                f"Remove a rating of {account.name}",
                partial(self._rated, None, gone=made),
                notice="Rating removed",
            )

        below = "Your own judgement: it stands beside the health score and is never mixed into it."
        wording = Wording(title="Relationship", verb="Save", below=below)
        self._ask(wording, fields, save, remove if old is not None else None)

    def _rated(
        self, rated: RelationshipRating | None, work: Any, *, gone: RelationshipRating | None
    ) -> None:
        """Keep ratings, and the newest of them on the account."""
        if gone is not None:
            work.remove(gone)
        if rated is not None:
            work.put(rated)
        left = work.where(RelationshipRating, account_id=self.account.id)
        newest = max(left, key=lambda r: (r.date, r.id), default=None)
        work.put(replace(self.account, relationship=newest.rating if newest else None))

    def rate_contact(self, contact: Contact, attitude: int, influence: int) -> None:
        """Ask why somebody was put elsewhere on the map."""
        self.contact(contact, replace(contact, attitude=attitude, influence=influence))

    def contact(self, old: Contact | None = None, moved: Contact | None = None) -> None:
        """Ask for one of their people; a new stance needs a reason, which is kept in the notes.

        `moved` is how the form begins where the map has moved somebody.
        """
        made = moved or old or Contact(id=ContactId(new_id()), account_id=self.account.id, name="")
        fields = contact_fields(made, self._soon())

        def save(values: Values) -> bool:
            reason, days = values.pop("reason"), values["touch_interval_days"]
            values["touch_interval_days"] = None if days is None else max(1, round(days))
            changed = replace(made, **values)
            rated = _rated_anew(old, changed)
            if rated and not reason:
                raise UserMistake(
                    f"The {rated[0].split()[0]} changed without a reason.", "Say why."
                )
            if reason:
                told = ", ".join(rated or (f"stance {changed.attitude or '?'}",))
                line = f"{self._context.today}, {told}: {reason}"
                changed = replace(changed, notes=f"{line}\n{made.notes}".rstrip())
            checked_days(changed)
            label = f"{'Change' if old else 'Add'} contact {changed.name}"
            return self._put(label, f"{changed.name} saved", changed)

        title = f"Contact {made.name}".strip()
        wording = Wording(title=title, verb="Save", below=INTERNAL, first="reason" if moved else "")
        self._ask(wording, fields, save)

    def driver(self, old: Driver | None = None) -> None:
        """Ask for a driver; a changed value is a reading of today."""
        made = old or Driver(id=DriverId(new_id()), account_id=self.account.id, name="")
        ways = ((Direction.HIGHER, "higher is better"), (Direction.LOWER, "lower is better"))
        fields = (
            Field(key="name", label="Driver", value=made.name, needed=True),
            Field(key="current", label="Value today", kind="number", value=made.current),
            Field(key="target", label="Target", kind="number", value=made.target),
            Field(key="baseline", label="Baseline", kind="number", value=made.baseline),
            Field(key="unit", label="Unit", value=made.unit),
            Field(key="direction", label="Direction", kind="choice", value=made.direction,
                  choices=ways),
            Field(key="weight", label="Weight", kind="number", value=made.weight),
            Field(key="owner", label="Owner", value=made.owner),
            safe_mark(on=made.customer_safe),
        )  # fmt: skip

        def save(values: Values) -> bool:
            values["weight"] = 1.0 if values["weight"] is None else max(0.0, values["weight"])
            changed = replace(made, **values)
            read = () if changed.current in {None, made.current} else (self._reading(changed),)
            label = f"{'Change' if old else 'Add'} driver {changed.name}"
            return self._put(label, f"{changed.name} saved", changed, *read)

        title = f"Driver {made.name}".strip()
        below = "A new value is kept as a reading of today."
        self._ask(Wording(title=title, verb="Save", below=below), fields, save)

    def _reading(self, driver: Driver) -> DriverReading:
        return DriverReading(
            id=DriverReadingId(new_id()),
            driver_id=driver.id,
            date=self._context.today,
            value=float(driver.current or 0.0),
        )

    def goal(self, old: Goal | None = None) -> None:
        """Ask for what the customer set out to do; a driver tells how far it is."""
        made = old or Goal(
            id=GoalId(new_id()), account_id=self.account.id, text="", agreed=self._context.today
        )
        view = self._view()
        names = [driver.name for driver in view.drivers] if view is not None else []
        known = dict.fromkeys(name for name in (*names, made.metric) if name)
        fields = (
            Field(key="text", label="In their words", kind="long", value=made.text, needed=True),
            Field(key="metric", label="Told by", kind="choice", value=made.metric,
                  choices=(("", "no driver: by the value below"), *((n, n) for n in known))),
            Field(key="current", label="Value today", kind="number", value=made.current,
                  hint="counts only without a driver"),
            Field(key="target", label="Target", kind="number", value=made.target),
            Field(key="baseline", label="Baseline", kind="number", value=made.baseline),
            Field(key="unit", label="Unit", value=made.unit),
            Field(key="due", label="Due", kind="day", value=made.due, choices=self._soon()),
            Field(key="note", label="Note", value=made.note),
            safe_mark(on=made.customer_safe),
        )  # fmt: skip
        self._form("goal", made, old, fields)

    def take_set(self, chosen: DriverSet) -> None:
        """Give the account the drivers of a set of the policy that it does not have yet."""
        view = self._view()
        assert view is not None
        have = {driver.name.casefold() for driver in view.drivers}
        made = [
            Driver(
                id=DriverId(new_id()),
                account_id=view.account.id,
                name=item.name,
                unit=item.unit,
                direction=Direction.LOWER if item.lower_is_better else Direction.HIGHER,
                target=item.target,
                weight=item.weight,
                customer_safe=item.customer_safe,
            )
            for item in chosen.drivers
            if item.name.casefold() not in have
        ]
        if made:
            self._put(f"Add drivers of {chosen.id}", f"Added {len(made)} drivers", *made)


def _rated_anew(old: Contact | None, now: Contact) -> tuple[str, ...]:
    """Return what of a person's place on the map changed, in words; () for somebody new."""
    if old is None:
        return ()
    pairs = (
        ("stance", old.attitude, now.attitude),
        ("influence", old.influence, now.influence),
    )
    return tuple(f"{word} {value or '?'}" for word, was, value in pairs if value != was)


class AccountRecords(JudgedForms):
    """All that can be logged of an account, behind one key, and changed by a click."""

    _strip: ChoiceStrip | None = None

    def kinds(self) -> tuple[Kind, ...]:
        """Return what can be logged, in the order of the menu."""
        return (
            Kind(key="T", words="Touch", detail="A call, visit or training", open=self.touch),
            Kind(key="N", words="Note", detail="A dated line of yours", open=self.note),
            Kind(key="S", words="Sighting", detail="A competitor", open=self.sighting),
            Kind(key="C", words="Commitment", detail="A contract term", open=self.commitment),
            Kind(key="G", words="Signal", detail="What you heard", open=self.signal),
            Kind(key="P", words="Promise", detail="What was promised", open=self.promise),
            Kind(key="R", words="Relationship", detail="Rate the trust", open=self.rating),
            Kind(key="O", words="Goal", detail="What they set out to do", open=self.goal),
        )

    def open_menu(self) -> None:
        """Show what can be logged; a letter chooses."""
        if self._strip is None:
            choices = [
                Choice(key=kind.key, words=kind.words, detail=kind.detail, run=kind.open)
                for kind in self.kinds()
            ]
            self._strip = ChoiceStrip(self._parent, "Log", choices)
        self._strip.open()

    def edit(self, record: object) -> None:
        """Open the form of a record that is on the page."""
        forms: dict[type, Callable[[Any], None]] = {
            Sighting: self.sighting,
            Commitment: self.commitment,
            Signal: self.signal,
            Goal: self.goal,
            Driver: self.driver,
            Contact: self.contact,
            RelationshipRating: self.rating,
            Account: self.notes,
            Blackout: self.closed,
            MeetingTerms: self.meeting,
            DriverSet: self.take_set,
        }
        open_form = forms.get(type(record))
        if open_form is not None and not self._read_only():
            open_form(record)

    def touch(self) -> None:
        """Ask for a touch that was held."""
        from ui.dialogs.log_form import LogForm

        LogForm(self._parent, self._context, self.account).exec()
