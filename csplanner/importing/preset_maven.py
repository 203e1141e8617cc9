"""The CRM files of Maven: won deals become ARR, and the agent who won most becomes the owner."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.account import Account
from csplanner.domain.team import Role
from csplanner.importing.entries import Entry
from csplanner.importing.fields import kind_from
from csplanner.importing.kinds import KINDS
from csplanner.importing.preset_files import note_unused, parts_of
from csplanner.importing.reading import Harvest
from csplanner.importing.texts import fold, words_of

if TYPE_CHECKING:
    from csplanner.importing.entries import RowKey
    from csplanner.importing.preset_files import Parts
    from csplanner.importing.reading import Reading
    from csplanner.importing.tables import Table

_SIGNATURES = {
    "pipeline": frozenset({"opportunity id", "close value"}),
    "teams": frozenset({"sales agent", "manager"}),
    "accounts": frozenset({"account", "office location"}),
    "products": frozenset({"product", "sales price"}),
    "the dictionary": frozenset({"table", "field", "description"}),
}
_WANTED = {"accounts": ("accounts", "pipeline"), "people": ("teams", "pipeline")}
_USED = ("accounts", "pipeline", "teams")
_ACCOUNTS = {"account": "name", "sector": "industry", "office location": "country"}
_DEALS = kind_from("deals", Account, "account agent! product stage! closed:date value:money", "")
_DEAL_HEADERS = {
    "opportunity id": "external_id",
    "account": "account",
    "sales agent": "agent",
    "product": "product",
    "deal stage": "stage",
    "close date": "closed",
    "close value": "value",
}
_TEAM_HEADERS = {"sales agent": "name", "manager": "reports_to"}
_MENDED = {
    "industry": {"technolgy": "technology"},
    "country": {"philipines": "Philippines"},
}
_CURRENCY = "USD"


@dataclass(slots=True)
class _Deals:
    """What the pipeline says: won value by account and agent, all and of the last 12 months."""

    won: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    recent: dict[str, Decimal] = field(default_factory=dict)
    rows: dict[str, list[RowKey]] = field(default_factory=lambda: defaultdict(list))
    agents: dict[str, None] = field(default_factory=dict)

    def owner_of(self, account: str) -> str:
        """Return the agent who won most for an account; the first by name of equals."""
        totals = self.won.get(account, Counter())
        return min(totals, key=lambda agent: (-totals[agent], agent), default="")


def harvest(reading: Reading) -> Harvest:
    """Read accounts with their owners from the pipeline, or the people of the sales teams."""
    found = Harvest()
    reading = _mending(reading)
    parts = parts_of(reading, _SIGNATURES, _WANTED, "maven")
    deals = _deals(reading, parts.get("pipeline", []), found)
    _people(reading, parts, deals, found)
    if reading.kind.name == "accounts":
        _accounts(reading, parts, deals, found)
    note_unused(reading, parts, _USED, found)
    return found


def _mending(reading: Reading) -> Reading:
    """Read the two words that the files are known to misspell as what they mean."""
    mapping = reading.rules.mapping
    values = {name: {**words, **mapping.values.get(name, {})} for name, words in _MENDED.items()}
    mended = dataclasses.replace(mapping, values={**mapping.values, **values})
    return dataclasses.replace(reading, rules=dataclasses.replace(reading.rules, mapping=mended))


def _deals(reading: Reading, places: list[int], found: Harvest) -> _Deals:
    deals = _Deals()
    entries: list[Entry] = []
    for place in places:
        entries += reading.read(place, _DEALS, found, _DEAL_HEADERS)
    ends = [e.values["closed"] for e in entries if "closed" in e.values]
    last = max(ends, default=dt.date.min)
    nameless = 0
    for entry in entries:
        deals.agents.setdefault(entry.values.get("agent", ""))
        account = fold(entry.values.get("account", ""))
        nameless += not account
        if account:
            deals.rows[account] += entry.rows
            _win(deals, account, entry, last)
    deals.agents.pop("", None)
    if entries:
        _note_deals(entries, nameless, last, found)
    return deals


def _win(deals: _Deals, account: str, entry: Entry, last: dt.date) -> None:
    closed, value = entry.values.get("closed"), entry.values.get("value", Decimal(0))
    if words_of(entry.values.get("stage", "")) != "won" or closed is None:
        return
    deals.won[account][entry.values.get("agent", "")] += value
    if closed > _year_before(last):
        deals.recent[account] = deals.recent.get(account, Decimal(0)) + value


def _year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _note_deals(entries: list[Entry], nameless: int, last: dt.date, found: Harvest) -> None:
    odd = sum(1 for entry in entries if entry.values.get("product") == "GTXPro")
    undated = sum(1 for entry in entries if "closed" not in entry.values)
    found.notices.append(f"ARR is the won value of the 12 months up to {last}.")
    if nameless:
        found.notices.append(f"{nameless:,} deals name no account and count for none.")
    if undated:
        found.notices.append(f"{undated:,} deals have no close date and count as not won.")
    if odd:
        found.notices.append(f"{odd:,} deals say GTXPro where the price list says GTX Pro.")


def _people(reading: Reading, parts: Parts, deals: _Deals, found: Harvest) -> None:
    """Make people of agents and managers; who is there already keeps their role."""
    entries: list[Entry] = []
    for place in parts.get("teams", []):
        entries += reading.read(place, KINDS["people"], found, _TEAM_HEADERS)
    named = {fold(entry.values.get("name", "")) for entry in entries}
    managers = dict.fromkeys(e.values["reports_to"] for e in entries if "reports_to" in e.values)
    others = [name for name in (*managers, *deals.agents) if fold(name) not in named]
    entries += [Entry(kind=KINDS["people"], values={"name": name}, rows=()) for name in others]
    for entry in entries:
        is_manager = entry.values.get("name", "") in managers
        entry.initial["role"] = Role.MANAGER if is_manager else Role.CSM
    found.entries += entries
    if managers:
        found.notices.append(
            f"{len(entries)} people: {len(managers)} managers, the agents as CSMs. "
            "regional_office is no city and was left out."
        )


def _accounts(reading: Reading, parts: Parts, deals: _Deals, found: Harvest) -> None:
    for place in parts.get("accounts", []):
        _note_accounts(reading.tables[place], found)
        for entry in reading.read(place, KINDS["accounts"], found, _ACCOUNTS):
            name = fold(entry.values.get("name", ""))
            _add_deals(entry, name, deals, known="pipeline" in parts)
            found.entries.append(entry)
    for account in list(deals.rows):
        name = _written(account, reading, deals)
        entry = Entry(kind=KINDS["accounts"], values={"name": name}, rows=())
        _add_deals(entry, account, deals, known=True)
        found.entries.append(entry)


def _written(account: str, reading: Reading, deals: _Deals) -> str:
    """Return an account's name as the first of its deals writes it."""
    place, number = deals.rows[account][0]
    table = reading.tables[place]
    at = [words_of(header) for header in table.header].index("account")
    return table.rows[table.numbers.index(number)][at].strip()


def _add_deals(entry: Entry, account: str, deals: _Deals, *, known: bool) -> None:
    entry.rows += tuple(deals.rows.pop(account, ()))
    if known:
        arr = deals.recent.get(account, Decimal(0))
        entry.values |= {"arr": arr, "currency": _CURRENCY}
        owner = deals.owner_of(account)
        if owner:
            entry.values["owner"] = owner


def _note_accounts(table: Table, found: Harvest) -> None:
    """Say what was mended and what was left out of the accounts' file."""
    cells = Counter(fold(cell) for row in table.rows for cell in row)
    headers = [words_of(header) for header in table.header]
    for words in _MENDED.values():
        for wrong, right in words.items():
            if cells[wrong]:
                found.notices.append(f"'{wrong}' stands in {cells[wrong]} cells: read as {right}.")
    if "subsidiary of" in headers:
        parents = sum(1 for cell in table.column(headers.index("subsidiary of")) if cell.strip())
        found.notices.append(f"{parents} accounts name a parent company; it was left out.")
    if "revenue" in headers:
        found.notices.append(
            f"{table.file}: revenue is the customer's own turnover, not ARR; it was left out."
        )
