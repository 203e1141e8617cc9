"""What a shared screen may show of one customer: the facts of their pack, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.documents import Audience
from csplanner.domain.records import Account
from csplanner.services.brief_builder import Look, Preview, preview
from csplanner.services.facts import choose_visit, customer_facts
from csplanner.services.find import account_named
from csplanner.services.prepare_brief import BriefRequest

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.base.job import Job
    from csplanner.domain.customer_facts import CustomerFacts
    from csplanner.services.workspace import Reader

__all__ = ["Preview", "pack_to_show", "presented", "whom"]


def whom(reader: Reader, named: str) -> str:
    """Return the id of the account that a presenter names; raises UserMistake."""
    return account_named(reader, named).id


def presented(reader: Reader, account_id: str, today: dt.date) -> CustomerFacts | None:
    """Return what this customer may see as of a day, None for an account that is not there."""
    account = reader.get(Account, account_id)
    if account is None:
        return None
    return customer_facts(reader, account, choose_visit(reader, account, today), today)


def pack_to_show(
    reader: Reader, account_id: str, today: dt.date, scale: float, job: Job
) -> Preview | None:
    """Return the customer's pack as pictures; None where the reading back found a leak in it."""
    request = BriefRequest(account_id=account_id, audience=Audience.CUSTOMER)
    made = preview(reader, request, today, Look(scale), job)
    return None if made.brief.check is None or made.brief.check.leaks else made
