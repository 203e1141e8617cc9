"""The verb for the tier policy: show, set, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.cli.output import table
from csplanner.cli.parser import day, inner_words
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call
    from csplanner.domain.policy import TierPolicy


def _options(parser: argparse.ArgumentParser) -> None:
    acts = inner_words(parser, "act", "ACT")
    acts.add_parser("show", help="show the policy in force")
    change = acts.add_parser("set", help="keep a new version of the policy")
    change.add_argument("file", type=Path, metavar="FILE.toml")
    change.add_argument("--effective", type=day, metavar="DATE", help="from when (default: today)")
    change.add_argument("--note", default="", metavar="TEXT", help="what changed")
    check = acts.add_parser("check", help="say what is wrong with a policy file")
    check.add_argument("file", type=Path, metavar="FILE.toml")
    test = acts.add_parser(
        "backtest", help="compare its health profiles with those in force, on the past"
    )
    test.add_argument("file", type=Path, metavar="FILE.toml")
    test.add_argument(
        "--days", type=int, default=90, metavar="N", help="days before each loss (default: 90)"
    )
    test.add_argument(
        "--limit", type=int, default=20, metavar="N", help="losses to list (default: 20; 0: all)"
    )


def _run(call: Call) -> Answer:
    from csplanner.services import policy

    options = call.options
    if options.act == "check":
        text = policy.read_policy_file(options.file)
        found = policy.parse(text)
        told = f"{options.file} is a policy: {len(found.bands)} tiers, {len(found.rules)} rules."
        return Answer(data={"ok": True, **_data(found)}, lines=(told,))
    if options.act == "backtest":
        return _backtest(call)
    if options.act == "set":
        text = policy.read_policy_file(options.file)
        effective = options.effective or call.today
        version = policy.set_policy(call.workspace, text, effective, options.note)
        told = f"Policy version {version.number} is in force from {version.effective}."
        return Answer(
            data={"version": version.number, "effective": version.effective}, lines=(told,)
        )
    in_force = policy.policy_in_force(call.workspace, call.today)
    data = {"name": in_force.name, "text": in_force.text, **_data(in_force.policy)}
    above = (in_force.name, *_lines(in_force.policy), "")
    return Answer(data=data, lines=(in_force.text.rstrip(),), remarks=above)


def _backtest(call: Call) -> Answer:
    from csplanner.domain.records import Account
    from csplanner.services import policy
    from csplanner.services.backtest import backtest_json, run_backtest

    options = call.options
    changed = policy.policy_from_file(options.file).policy
    found = run_backtest(call.workspace, changed, call.today, options.days, call.job)
    data = backtest_json(found, {a.id: a.name for a in call.workspace.all(Account)})
    return Answer(data=data, lines=_backtest_lines(data, options.limit))


def _backtest_lines(data: dict[str, Any], limit: int) -> tuple[str, ...]:
    sides = (data["old"], data["new"])
    rows = [
        ("losses with a score", *(side["scored"] for side in sides)),
        ("at risk in time", *(side["flagged"] for side in sides)),
        ("recall", *(_share(side["recall"]) for side in sides)),
        ("precision", *(_share(side["precision"]) for side in sides)),
        ("median lead, days", *(_plain(side["lead_days"]) for side in sides)),
        ("mean rank (50% is chance)", *(_share(side["rank"]) for side in sides)),
    ]
    cases = data["cases"][: limit or None]
    listed = [
        (case["account"], case["lost"], case["kind"], _stood(case["old"]), _stood(case["new"]))
        for case in cases
    ]
    told = (
        f"{len(data['cases'])} losses, judged {data['days_before']} days before;"
        f" {data['checkpoints']} checkpoints, {_share(data['base_rate'])} of them before a loss"
    )
    return (
        told,
        "",
        *table(("", "in force", "changed"), rows),
        "",
        *data["verdict"],
        "",
        *table(("account", "lost", "kind", "in force: score at rank", "changed"), listed),
    )


def _stood(side: dict[str, Any]) -> str:
    return f"{_plain(side['score'])} at {_share(side['rank'])}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _plain(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


def _data(policy: TierPolicy) -> dict[str, object]:
    return {
        "tiers": [{"id": b.id, "name": b.name, "min_arr": b.min_arr} for b in policy.bands],
        "rules": [
            {"id": r.id, "type": r.type, "tiers": list(r.bands), "roles": list(r.roles)}
            for r in policy.rules
        ],
    }


def _lines(policy: TierPolicy) -> tuple[str, ...]:
    rows = [
        (r.id, r.type, ", ".join(r.bands), _asks(r.period, r.count, r.anchor, r.kind), r.mode)
        for r in policy.rules
    ]
    return table(("rule", "type", "tiers", "asks for", "mode"), rows)


def _asks(period: str, count: int, anchor: str, kind: str) -> str:
    return f"{count} a {period}" if kind == "period" else f"one by {anchor.replace('_', ' ')}"


VERBS = (
    Verb(
        name="policy",
        help="show, set or check the tier policy",
        examples=(
            "csplanner policy show -p team.csplan",
            "csplanner policy check mine.toml",
            "csplanner policy backtest mine.toml -p team.csplan",
            "csplanner policy set mine.toml --effective 2027-01-01 -p team.csplan",
        ),
        run=_run,
        options=_options,
    ),
)
