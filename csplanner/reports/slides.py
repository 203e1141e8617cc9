"""Slides: titles, bullets, tables and native charts on a 16:9 deck; text that does not fit goes on.

Texts and charts stay editable. Faces are those of every office machine; colours are the tokens'.
The same deck gives the same bytes: all stamps in the file are those of its data.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from csplanner.drawing.tokens import theme
from csplanner.reports.text import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

WIDE, HIGH = 13.333, 7.5  # inches
LEFT, TOP, FOOT = 0.75, 1.75, 0.55
ROOM_LINES = 13  # lines of body text on a slide
LETTERS_A_LINE = 92
FACE = "Arial"
_ROW, _ROW_LINE, _TABLE_ROOM = 0.4, 0.24, 4.4  # inches under the head of a table
_SERIES = ("c1", "c5", "c3", "c2")
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")


class Series(NamedTuple):
    """One series of a chart; None where there is no value."""

    name: str
    values: tuple[float | None, ...]


def rgb(token: str) -> RGBColor:
    """Return a token of the print theme as a colour of slides."""
    red, green, blue = (round(255 * part) for part in theme("print").rgb(token))
    return RGBColor(red, green, blue)


class Deck:
    """A deck under construction; `title` and `author` are all that its properties say."""

    def __init__(self, title: str, author: str, footer: str, as_of: dt.date) -> None:
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(WIDE), Inches(HIGH)
        self._footer, self._as_of = clean(footer), as_of
        properties = self._file.core_properties
        properties.title, properties.author = clean(title), clean(author)
        properties.last_modified_by, properties.revision = clean(author), 1
        properties.language = "en"

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self._file.slides)

    def cover(self, lines: Sequence[str], under: str, beside: str) -> None:
        """Add the first slide: the name large on the cover's ground."""
        slide = self._slide()
        ground = slide.background.fill
        ground.solid()
        ground.fore_color.rgb = rgb("cover")
        longest = max((len(line) for line in lines), default=0)
        size = 54 if longest < 24 else 40 if longest < 40 else 28
        box = self._box(slide, (LEFT, 2.1, WIDE - 2 * LEFT, 2.6))
        for line in lines:
            self._write(box, clean(line), size, "coverfg", bold=True)
        self._write(
            self._box(slide, (LEFT, 4.9, WIDE - 2 * LEFT, 0.6)), clean(under), 20, "coversoft"
        )
        self._write(
            self._box(slide, (LEFT, 0.6, WIDE - 2 * LEFT, 0.5)), clean(beside), 16, "coversoft"
        )

    def page(self, head: str, message: str) -> Any:
        """Add a slide with its part's name, its one message, and the footer; returns it."""
        slide = self._slide()
        box = self._box(slide, (LEFT, 0.45, WIDE - 2 * LEFT, 0.4))
        self._write(box, clean(head), 14, "text3")
        size = 28 if len(message) < 48 else 22 if len(message) < 80 else 18
        box = self._box(slide, (LEFT, 0.8, WIDE - 2 * LEFT, 0.85))
        self._write(box, clean(message), size, "text", bold=True)
        box = self._box(slide, (LEFT, HIGH - FOOT, WIDE - 2 * LEFT - 1, 0.35))
        self._write(box, self._footer, 10, "text3")
        box = self._box(slide, (WIDE - LEFT - 1, HIGH - FOOT, 1, 0.35))
        self._write(box, str(self.count), 10, "text3", right=True)
        return slide

    def bullets(self, head: str, message: str, texts: Sequence[str]) -> None:
        """Add as many slides as a list of texts needs; none is cut short."""
        for page in pages_of_texts(texts):
            slide = self.page(head, message)
            box = self._box(slide, (LEFT, TOP, WIDE - 2 * LEFT, HIGH - TOP - 0.9))
            for text in page:
                self._write(box, text, 18, "text")

    def table(
        self, head: str, message: str, names: Sequence[str], rows: Sequence[Sequence[str]],
        shares: Sequence[float],
    ) -> None:  # fmt: skip
        """Add as many slides as a table needs; `shares` are the widths of its columns."""
        for page in pages_of_rows(rows, shares):
            slide = self.page(head, message)
            size = (Inches(LEFT), Inches(TOP), Inches(WIDE - 2 * LEFT), Inches(0.4))
            made = slide.shapes.add_table(len(page) + 1, len(names), *size).table
            for column, share in enumerate(shares):
                made.columns[column].width = Emu(int(Inches(WIDE - 2 * LEFT) * share))
            for column, name in enumerate(names):
                self._cell(made.cell(0, column), name, "text3", "inset", bold=True)
            for number, row in enumerate(page, start=1):
                for column, text in enumerate(row):
                    self._cell(made.cell(number, column), text, "text", "surface")

    def bars(
        self, slide: Any, labels: Sequence[str], series: Sequence[Series],
        place: tuple[float, float, float, float], *, number: str = "0%", flat: bool = True,
    ) -> None:  # fmt: skip
        """Add a native bar chart at (left, top, width, height) in inches."""
        kind = XL_CHART_TYPE.BAR_CLUSTERED if flat else XL_CHART_TYPE.COLUMN_CLUSTERED
        chart = self._chart(slide, kind, labels, series, place, number)
        chart.plots[0].gap_width = 60
        chart.plots[0].has_data_labels = len(labels) <= 14
        if chart.plots[0].has_data_labels:
            marks = chart.plots[0].data_labels
            marks.number_format, marks.number_format_is_linked = number, False
            marks.font.size = Pt(10)
        if flat:
            chart.category_axis.reverse_order = True
            chart.value_axis.visible = False

    def lines(
        self, slide: Any, labels: Sequence[str], series: Sequence[Series],
        place: tuple[float, float, float, float], *, number: str = "General",
    ) -> None:  # fmt: skip
        """Add a native line chart at (left, top, width, height) in inches."""
        chart = self._chart(slide, XL_CHART_TYPE.LINE, labels, series, place, number)
        for line in chart.plots[0].series:
            line.smooth = False

    def say(
        self, slide: Any, text: str, place: tuple[float, float, float, float],
        size: float = 16, colour: str = "text", *, bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a text at (left, top, width, height) in inches."""
        self._write(self._box(slide, place), clean(text), size, colour, bold=bold)

    def saved(self) -> bytes:
        """Return the file's bytes."""
        out = io.BytesIO()
        self._file.save(out)
        return repeatable(out.getvalue(), f"{self._as_of:%Y-%m-%d}T00:00:00Z")

    def _slide(self) -> Any:
        return self._file.slides.add_slide(self._file.slide_layouts[6])

    def _box(self, slide: Any, place: tuple[float, float, float, float]) -> Any:
        frame = slide.shapes.add_textbox(*(Inches(side) for side in place)).text_frame
        frame.word_wrap = True
        return frame

    def _write(
        self, frame: Any, text: str, size: float, colour: str, *, bold: bool = False,
        right: bool = False,
    ) -> None:  # fmt: skip
        """Write a paragraph of its own under those that are there."""
        begun = any(line.runs for line in frame.paragraphs)
        line = frame.add_paragraph() if begun else frame.paragraphs[0]
        line.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        line.space_after = Pt(size * 0.5)
        run = line.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
        run.font.color.rgb = rgb(colour)

    def _cell(self, cell: Any, text: str, colour: str, ground: str, *, bold: bool = False) -> None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(ground)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._write(cell.text_frame, clean(text), 14, colour, bold=bold)

    def _chart(
        self, slide: Any, kind: Any, labels: Sequence[str], series: Sequence[Series],
        place: tuple[float, float, float, float], number: str,
    ) -> Any:  # fmt: skip
        data = CategoryChartData(number_format=number)
        data.categories = [clean(label) for label in labels]
        for one in series:
            data.add_series(clean(one.name), [_rounded(value) for value in one.values])
        sides = tuple(Inches(side) for side in place)
        chart = slide.shapes.add_chart(kind, *sides, data).chart
        chart.font.size, chart.font.name = Pt(11), FACE
        chart.has_title = False
        chart.has_legend = len(series) > 1
        if chart.has_legend:
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.include_in_layout = False
        chart.value_axis.has_major_gridlines = False
        for place_of, one in enumerate(chart.plots[0].series):
            fill = one.format.fill if kind != XL_CHART_TYPE.LINE else one.format.line.fill
            fill.solid()
            fill.fore_color.rgb = rgb(_SERIES[place_of % len(_SERIES)])
        return chart


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def _lines_of(text: str, letters: float) -> int:
    return sum(max(1, -(-len(part) // max(8, int(letters)))) for part in text.split("\n"))


def pages_of_texts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts of each slide; one that is longer than a slide goes on, on the next."""
    page: list[str] = []
    used = 0
    for text in _pieces(texts):
        need = _lines_of(text, LETTERS_A_LINE)
        if page and used + need > ROOM_LINES:
            yield page
            page, used = [], 0
        page.append(text)
        used += need
    if page:
        yield page


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    most = ROOM_LINES * (LETTERS_A_LINE - 8)
    for text in texts:
        rest = clean(text)
        while len(rest) > most:
            cut = rest.rfind(" ", 0, most)
            cut = cut if cut > 0 else most
            yield rest[:cut]
            rest = rest[cut:].lstrip()
        if rest:
            yield rest


def pages_of_rows(
    rows: Sequence[Sequence[str]], shares: Sequence[float]
) -> Iterator[list[Sequence[str]]]:
    """Yield the rows of each slide by the lines that their longest cell needs."""
    page: list[Sequence[str]] = []
    used = 0.0
    for row in rows:
        most = max(
            _lines_of(cell, share * LETTERS_A_LINE * 1.1)
            for cell, share in zip(row, shares, strict=True)
        )
        need = _ROW + _ROW_LINE * (most - 1)
        if page and used + need > _TABLE_ROOM:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += need
    if page:
        yield page


def repeatable(content: bytes, stamp: str) -> bytes:
    """Return a zip of office parts with one stamp everywhere, those inside it too, sorted."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            if name == "docProps/thumbnail.jpeg":
                continue
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = repeatable(part, stamp)
            elif name == "docProps/core.xml":
                part = _DATES.sub(rb"\g<1>" + stamp.encode() + rb"\g<3>", part)
            elif name == "_rels/.rels":
                part = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
