"""A new portfolio: empty with the default policy, or filled with the sample team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.base.leftovers import discard, on_its_way, sweep
from csplanner.base.paths import settle
from csplanner.domain.ids import OrganisationId
from csplanner.domain.records import Organisation
from csplanner.services.workspace import counts, create, must_be_free
from csplanner.store import keycheck

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.clock import Clock


def make_portfolio(
    path: Path,
    clock: Clock,
    *,
    sample: bool = False,
    passphrase: str | None = None,
    job: Job | None = None,
) -> dict[str, int]:
    """Make a portfolio file and return what it holds; nothing is left behind if that fails.

    It gets its name when it is whole: a program that is killed on the way leaves the name free.
    """
    must_be_free(path)
    sweep(path.parent)
    beside = on_its_way(path)
    workspace = create(beside, clock, passphrase)
    try:
        if sample:
            from csplanner.services.sample import build_sample

            (job or Job()).step(0.1, "Making the sample team")
            build_sample(workspace, clock.today())
        else:
            with workspace.change("New portfolio") as work:
                work.put(Organisation(id=OrganisationId(new_id()), name="Our company"))
        made = counts(workspace)
    except BaseException:
        workspace.close()
        discard(beside)
        raise
    workspace.close()
    keycheck.forget(path)
    settle(beside, path)
    return made
