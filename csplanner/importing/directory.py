"""Finding the record that a name in a cell means: by id, external id, or a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.importing.texts import Misread, fold, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from csplanner.domain.record import Record

_NAMES: dict[str, tuple[str, ...]] = {
    "people": ("email", "name"),
    "accounts": ("domain", "name"),
    "contacts": ("email", "name"),
    "engagements": ("touch",),
    "drivers": ("name",),
    "trips": ("number",),
    "plan_runs": ("number",),
    "policies": ("number",),
}
_WORDS = {
    "people": ("person of ours", "import people first, or mend the name"),
    "accounts": ("account", "import accounts first, or mend the name"),
    "contacts": ("contact of this account", "import contacts first, or mend the name"),
    "engagements": ("engagement", "import engagements first"),
}

_ONE = {"policies": "policy"}


class _Known(dict[str, str]):
    """Ids by what a cell says, each found once; asking for an unknown one raises Misread."""

    def __init__(self, find: Callable[[str, str], str], account: str) -> None:
        super().__init__()
        self._find, self._account = find, account

    def __missing__(self, text: str) -> str:
        self[text] = found = self._find(text, self._account)
        return found


class Directory:
    """The records of one kind by everything that can name them.

    An exact id or external id goes before e-mail, domain and name, in which case and accents do
    not count.
    """

    def __init__(self, kind: str, records: Iterable[Record]) -> None:
        self.kind = kind
        self._ids: dict[str, str] = {}
        self._names: list[dict[str, dict[str, None]]] = [{} for _ in _NAMES.get(kind, ())]
        self._accounts: dict[str, str] = {}
        self._known: dict[str, _Known] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Add a record, or what changed of it."""
        self._known.clear()
        self._ids[record.id] = record.id
        if record.external_id:
            self._ids[record.external_id] = record.id
        self._accounts[record.id] = str(getattr(record, "account_id", ""))
        for attribute, names in zip(_NAMES.get(self.kind, ()), self._names, strict=True):
            value = getattr(record, attribute, "")
            if value not in {"", None}:
                names.setdefault(fold(str(value)), {})[record.id] = None

    def alias(self, external_id: str, record_id: str) -> None:
        """Let a record be found by an external id that another file gives it."""
        if self._ids.setdefault(external_id, record_id) == record_id:
            self._known.clear()

    def find(self, text: str, account: str = "") -> str:
        """Return the id that a cell means, of this account where one is given. Raises Misread."""
        return self.known(account)[text]

    def known(self, account: str = "") -> _Known:
        """Return what `find` looks into."""
        found = self._known.get(account)
        if found is None:
            found = self._known[account] = _Known(self._found, account)
        return found

    def _found(self, text: str, account: str) -> str:
        exact = self._ids.get(text)
        if exact is not None:
            if account and self._accounts[exact] != account:
                raise Misread(f"'{shortened(text)}' belongs to another account: use one of this")
            return exact
        folded = fold(text)
        for names in self._names:
            ids = [
                record_id
                for record_id in names.get(folded, ())
                if not account or self._accounts[record_id] == account
            ]
            if len(ids) == 1:
                return ids[0]
            if ids:
                word, _ = self._words()
                raise Misread(f"'{shortened(text)}' names {len(ids)} records: use an id ({word})")
        word, hint = self._words()
        raise Misread(f"no {word} is called '{shortened(text)}': {hint}")

    def _words(self) -> tuple[str, str]:
        name = _ONE.get(self.kind, self.kind.replace("_", " ").removesuffix("s"))
        return _WORDS.get(self.kind, (name, f"import {self.kind} first"))


def reference_of(directory: Directory, value: Any, account: str = "") -> Any:
    """Turn a cell's name or names into ids. Raises Misread for the first that is unknown."""
    known = directory.known(account)
    return tuple(map(known.__getitem__, value)) if isinstance(value, tuple) else known[value]
