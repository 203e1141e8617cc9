"""The columns of the list of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.domain.health import Band, round_half_up
from csplanner.drawing.canvas import Box, Style, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health as Moon
from ui import formats
from ui.models.row_table import Column

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from PySide6.QtCore import QRectF

    from csplanner.domain.health import Health
    from csplanner.drawing.canvas import TextStyle
    from csplanner.services.views import ListedAccount
    from ui.context import Context
    from ui.widgets.painter import PainterCanvas

SOON_DAYS, NEAR_DAYS = 90, 180
# What a list shows until its user chooses otherwise, with the widths of the design.
USUAL = ("owner", "account", "tier", "arr", "health", "stage", "city", "renewal", "last", "next")
_STAGES = {"at_risk": "At risk"}


def stage_words(stage: str) -> str:
    """Return a stage in words; words of the user's own stay as they are."""
    return _STAGES.get(stage, stage[:1].upper() + stage[1:].replace("_", " "))


class PortfolioColumns:
    """Makes the columns; asks the context for the day and the scores when a cell is shown."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def columns(self) -> tuple[Column[ListedAccount], ...]:
        """Return the columns from left to right."""
        who, worth = self._who(), self._worth()
        return (*who, *worth, *self._how(), *self._when(), *more_columns(), *_of_contract())

    def _who(self) -> tuple[Column[ListedAccount], ...]:
        return (
            Column(
                title="Owner",
                key="owner",
                edit="owner",
                value=lambda a: a.row.owner,
                show=lambda a: formats.initials(a.row.owner),
                sort=lambda a: a.row.owner or None,
                width=54,
                paint=_paint_owner,
                tip=lambda a: a.row.owner,
                spoken=lambda a: a.row.owner or "nobody",
            ),
            Column(
                title="Account",
                key="account",
                edit="name",
                value=lambda a: a.row.name,
                show=lambda a: a.row.name,
                sort=lambda a: a.row.name.casefold(),
                width=164,
                strong=True,
                tip=lambda a: a.row.external_id,
            ),
        )

    @staticmethod
    def _worth() -> tuple[Column[ListedAccount], ...]:
        return (
            Column(
                title="Tier",
                key="tier",
                edit="tier_override",
                value=lambda a: a.tier_name,
                show=lambda a: a.tier_name,
                sort=lambda a: (a.rank, -float(a.base_arr or 0)),
                width=86,
                ink=lambda _: "text2",
            ),
            Column(
                title="ARR",
                key="arr",
                edit="arr",
                value=lambda a: a.row.arr,
                show=lambda a: formats.money(a.row.arr, a.row.currency or "USD"),
                sort=lambda a: a.base_arr,
                width=76,
                right=True,
                tip=lambda a: formats.exact_money(a.row.arr, a.row.currency or "USD"),
                descending_first=True,
            ),
        )

    def _how(self) -> tuple[Column[ListedAccount], ...]:
        return (
            Column(
                title="Health",
                key="health",
                value=self._score,
                show=self._score_words,
                sort=self._score,
                width=70,
                paint=self._paint_health,
                spoken=self._health_spoken,
            ),
            Column(
                title="Stage",
                key="stage",
                edit="stage",
                value=lambda a: a.row.stage,
                show=lambda a: stage_words(a.row.stage),
                width=82,
                ink=lambda a: "risk" if a.row.stage == "at_risk" else "text2",
            ),
            Column(
                title="City",
                key="city",
                edit="city",
                value=lambda a: a.row.city,
                show=lambda a: a.row.city or a.row.country or "Remote only",
                width=98,
                ink=lambda a: "text2" if a.row.city or a.row.country else "text3",
            ),
        )

    def _when(self) -> tuple[Column[ListedAccount], ...]:
        return (
            Column(
                title="Renewal",
                key="renewal",
                edit="renewal_date",
                value=lambda a: a.row.renewal,
                show=lambda a: formats.day(a.row.renewal),
                sort=lambda a: a.row.renewal,
                width=98,
                ink=lambda a: self._renewal_ink(a.row.renewal),
                tip=lambda a: self._apart(a.row.renewal),
            ),
            Column(
                title="Last touch",
                key="last",
                value=lambda a: a.row.last,
                show=lambda a: self._last_words(a.row.last),
                sort=lambda a: a.row.last,
                width=96,
                ink=lambda _: "text2",
                tip=lambda a: formats.day(a.row.last),
            ),
            Column(
                title="Next touch",
                key="next",
                value=lambda a: a.row.next,
                show=lambda a: formats.weekday(a.row.next, self._context.today),
                sort=lambda a: a.row.next,
                width=96,
                ink=lambda a: "text" if a.row.next else "text3",
                tip=lambda a: self._apart(a.row.next),
            ),
        )

    def _apart(self, day: dt.date | None) -> str:
        return "" if day is None else formats.distance(day, self._context.today)

    def _last_words(self, day: dt.date | None) -> str:
        return "Never" if day is None else formats.distance(day, self._context.today)

    def _renewal_ink(self, day: dt.date | None) -> str:
        if day is None:
            return "text3"
        apart = (day - self._context.today).days
        return "risk" if apart < SOON_DAYS else "watch" if apart < NEAR_DAYS else "text"

    def _health(self, account: ListedAccount) -> Health | None:
        return self._context.scores.get(account.row.id)

    def _score(self, account: ListedAccount) -> float | None:
        health = self._health(account)
        return None if health is None else health.score

    def _score_words(self, account: ListedAccount) -> str:
        score = self._score(account)
        return "" if score is None else str(round_half_up(score))

    def _health_spoken(self, account: ListedAccount) -> str:
        health = self._health(account)
        if health is None or health.score is None:
            return "no data"
        return f"{health.band.value.replace('_', ' ')}, {round_half_up(health.score)}"

    def _paint_health(self, canvas: PainterCanvas, box: QRectF, account: ListedAccount) -> None:
        health = self._health(account)
        if health is None:
            return
        middle = box.center().y()
        canvas.stamp(moon(Moon(health.band.value)), box.left() + 13, middle)
        words = self._score_words(account) or ("no data" if health.band is Band.NO_DATA else "")
        style = type_style("table", "text" if health.score is not None else "text3", 500)
        canvas.text((box.left() + 24, middle + 4.2), words, style)


def more_columns() -> tuple[Column[ListedAccount], ...]:
    """Return the columns that can be shown beside the usual ones."""

    def text(key: str, title: str, of: Callable[[ListedAccount], str], edit: str = "") -> Any:
        return Column(
            title=title,
            key=key,
            edit=edit,
            show=of,
            sort=lambda a: of(a).casefold() or None,
            value=of,
            width=110,
            ink=lambda _: "text2",
        )

    return (
        text("country", "Country", lambda a: a.row.country, "country"),
        text("industry", "Industry", lambda a: a.row.industry, "industry"),
        text("segment", "Segment", lambda a: a.row.segment, "segment"),
        text("executive", "Account executive", lambda a: a.row.executive, "account_executive"),
        text("sponsor", "Executive sponsor", lambda a: a.row.sponsor, "executive_sponsor"),
        text("currency", "Currency", lambda a: a.row.currency, "currency"),
        text("id", "External id", lambda a: a.row.external_id),
    )


def _of_contract() -> tuple[Column[ListedAccount], ...]:
    return (
        Column(
            title="Contract end",
            key="end",
            edit="contract_end",
            show=lambda a: formats.day(a.row.contract_end),
            sort=lambda a: a.row.contract_end,
            value=lambda a: a.row.contract_end,
            width=98,
            ink=lambda _: "text2",
        ),
        Column(
            title="Relationship",
            key="relationship",
            show=lambda a: "" if a.row.relationship is None else f"{a.row.relationship} of 5",
            sort=lambda a: a.row.relationship,
            value=lambda a: a.row.relationship,
            width=90,
            ink=lambda _: "text2",
        ),
    )


_OWNER = Style("inset", "border2", 1.0)
_OWNER_TEXT: TextStyle = type_style("owner", "text2")


def _paint_owner(canvas: PainterCanvas, box: QRectF, account: ListedAccount) -> None:
    """Paint the owner's initials in a small tag."""
    words = formats.initials(account.row.owner)
    if not words:
        return
    middle = box.center().y()
    left = box.left() + 14
    canvas.rect(Box(left + 0.5, middle - 7.5, 21, 15), _OWNER, 3)
    width = canvas.text_width(words, _OWNER_TEXT)
    canvas.text((left + 11 - width / 2, middle + 3.2), words, _OWNER_TEXT)
