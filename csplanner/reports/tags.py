"""Tags of a paper: what each piece is (heading, paragraph, table, figure) and in which order.

While pages are drawn, `TagTree` writes marked content and remembers where each piece stands;
`write_tags` then hangs the structure into the finished PDF. Canvases without a tree draw the same.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.drawing.canvas import Canvas


class Spot(NamedTuple):
    """A marked piece of a page: pages and pieces count from 0."""

    page: int
    number: int


@dataclass(slots=True)
class Node:
    """An element of the structure: its role, what stands for it in words, what is in it."""

    role: str
    alt: str = ""
    kids: list[Node | Spot] = field(default_factory=list)


class TagTree:
    """Collects the structure while pages are drawn on a ReportLab canvas."""

    def __init__(self, pdf: Any) -> None:
        self.root = Node("Document")
        self.pages: list[list[Node]] = []
        self._pdf = pdf
        self._stack = [self.root]
        self._inside = False

    def begin_page(self) -> None:
        """Count a page and its pieces anew."""
        self.pages.append([])

    @contextmanager
    def inside(self, node: Node) -> Iterator[None]:
        """Put what is drawn inside the `with` into an element, which may have begun before."""
        self._stack.append(node)
        yield
        self._stack.pop()

    @contextmanager
    def grouped(self, role: str) -> Iterator[None]:
        """Put what is drawn inside the `with` into a new element; empty ones are dropped."""
        if self._inside or (role == "Table" and self._stack[-1].role == "Table"):
            yield
            return
        node = Node(role)
        with self.inside(node):
            yield
        if node.kids:
            self._stack[-1].kids.append(node)

    @contextmanager
    def marked(self, role: str, alt: str = "") -> Iterator[None]:
        """Mark what is drawn inside the `with` as one piece; pieces inside pieces are none."""
        if self._inside or not self.pages:
            yield
            return
        node = Node(role, alt, [Spot(len(self.pages) - 1, len(self.pages[-1]))])
        self._stack[-1].kids.append(node)
        with self._content(f"/{role} <</MCID {len(self.pages[-1])}>> BDC"):
            self.pages[-1].append(node)
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside the `with` as ornament: no reader speaks it."""
        if self._inside or not self.pages:
            yield
            return
        with self._content("/Artifact BMC"):
            yield

    @contextmanager
    def _content(self, begin: str) -> Iterator[None]:
        self._pdf.addLiteral(begin)
        self._inside = True
        yield
        self._inside = False
        self._pdf.addLiteral("EMC")


@contextmanager
def grouped(canvas: Canvas, role: str) -> Iterator[None]:
    """Group what is drawn into an element, where the canvas keeps tags."""
    tree = getattr(canvas, "tags", None)
    if tree is None:
        yield
        return
    with tree.grouped(role):
        yield


@contextmanager
def marked(canvas: Canvas, role: str, alt: str = "") -> Iterator[None]:
    """Mark what is drawn as one piece, where the canvas keeps tags; no role: an ornament."""
    tree = getattr(canvas, "tags", None)
    if tree is None:
        yield
        return
    with tree.marked(role, alt) if role else tree.artifact():
        yield


def write_tags(pdf: Any, tree: TagTree) -> None:
    """Hang the structure into a PDF opened with pikepdf, so that readers follow it."""
    from pikepdf import Array, Dictionary, Name  # noqa: PLC0415 - loaded when a paper is made

    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: dict[int, Any] = {}
    root.K = Array([_element(pdf, tree.root, root, owners)])
    numbers = Array()
    for i, pieces in enumerate(tree.pages):
        page = pdf.pages[i].obj
        page.StructParents = i
        page.Tabs = Name.S
        numbers.append(i)
        numbers.append(pdf.make_indirect(Array([owners[id(node)] for node in pieces])))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(tree.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Any, node: Node, parent: Any, owners: dict[int, Any]) -> Any:
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - the same

    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
    owners[id(node)] = made
    if node.alt:
        made.Alt = String(node.alt)
    if node.role == "TH":
        made.A = Dictionary(O=Name.Table, Scope=Name.Column)
    spots = [kid for kid in node.kids if isinstance(kid, Spot)]
    if spots:
        made.Pg = pdf.pages[spots[0].page].obj
        made.K = spots[0].number
    else:
        kids = [_element(pdf, kid, made, owners) for kid in node.kids if isinstance(kid, Node)]
        made.K = Array(kids)
    return made
