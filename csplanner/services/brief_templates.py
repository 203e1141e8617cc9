"""Which parts a brief has and in which order: templates by tier and audience."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.documents import Audience
from csplanner.domain.ids import SectionTemplateId
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import SectionTemplate
from csplanner.services.policy import policy_in_force, rates_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.records import Account
    from csplanner.services.workspace import Reader, UnitOfWork


class PartName(NamedTuple):
    """A part that a pack may have: its key in templates, and its name."""

    key: str
    title: str


def parts_of(audience: str) -> tuple[PartName, ...]:
    """Return the parts of an audience's pack in their usual order."""
    if audience == Audience.CUSTOMER:
        from csplanner.reports.customer import PARTS

        return tuple(PartName(part.key, part.title) for part in PARTS)
    from csplanner.reports.internal import AUDIENCES

    return tuple(PartName(part.key, part.title) for part in AUDIENCES[audience])


def templates_of(reader: Reader, audience: str) -> tuple[SectionTemplate, ...]:
    """Return the templates for an audience: those for any tier first, then by tier and name."""
    found = reader.where(SectionTemplate, audience=Audience(audience))
    return tuple(sorted(found, key=lambda t: (t.tier, t.name.casefold(), t.id)))


def template_for(reader: Reader, audience: str, tier: str) -> SectionTemplate | None:
    """Return the template that is used unasked: the newest of the tier, else of any tier."""
    found = templates_of(reader, audience)
    for wanted in (tier, ""):
        mine = [t for t in found if t.tier == wanted]
        if mine:
            return max(mine, key=lambda t: (t.changed.isoformat() if t.changed else "", t.id))
    return None


def template_named(reader: Reader, audience: str, name: str) -> SectionTemplate:
    """Return a template by name, case ignored; raises UserMistake that lists what there is."""
    found = templates_of(reader, audience)
    mine = next((t for t in found if t.name.casefold() == name.strip().casefold()), None)
    if mine is None:
        names = ", ".join(t.name for t in found) or "none"
        raise UserMistake(f"There is no {audience} template {name!r}.", f"There is: {names}.")
    return mine


def sections_for(
    reader: Reader, account: Account, audience: str, as_of: dt.date
) -> tuple[str, ...]:
    """Return the keys of the parts that an account's pack has by its tier's template."""
    template = template_for(reader, audience, tier_id(reader, account, as_of))
    known = [part.key for part in parts_of(audience)]
    chosen = tuple(key for key in template.sections if key in known) if template else ()
    return chosen or tuple(known)


def tier_id(reader: Reader, account: Account, as_of: dt.date) -> str:
    """Return the id of an account's tier."""
    policy, rates = policy_in_force(reader, as_of).policy, rates_on(reader, as_of)
    return policy.band_of(arr_in_base(account, rates), account.tier_override).id


def checked_sections(audience: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return keys without doubles; raises UserMistake for none and for one that is unknown."""
    known = [part.key for part in parts_of(audience)]
    wrong = [key for key in keys if key not in known]
    if wrong or not keys:
        said = f"Unknown section {wrong[0]!r}." if wrong else "A brief needs at least one section."
        raise UserMistake(said, f"The {audience} pack has: {', '.join(known)}.")
    return tuple(dict.fromkeys(keys))


def save_template(reader: Reader, work: UnitOfWork, template: SectionTemplate) -> SectionTemplate:
    """Keep a template; one of the same name and audience is replaced."""
    name = template.name.strip()
    if not name:
        raise UserMistake("A template needs a name.", "Type one.")
    sections = checked_sections(template.audience.value, template.sections)
    same = (
        t for t in templates_of(reader, template.audience) if t.name.casefold() == name.casefold()
    )
    old = next(same, None)
    kept = replace(template, name=name, sections=sections)
    if old is not None:
        kept = replace(old, name=name, tier=template.tier, sections=sections)
    work.put(kept)
    return kept


def new_template(name: str, tier: str, audience: str, sections: Sequence[str]) -> SectionTemplate:
    """Return a template with an id of its own."""
    return SectionTemplate(
        id=SectionTemplateId(new_id()),
        name=name,
        tier=tier,
        audience=Audience(audience),
        sections=tuple(sections),
    )
