"""Out of the brief builder onto paper: the pages of the PDF, painted on a printer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from csplanner.base.errors import Trouble
from csplanner.base.job import Job
from ui import formats
from ui.dialogs.print_form import PrintForm
from ui.widgets.pdf_pages import image_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.prepare_brief import Brief
    from ui.context import Context
    from ui.dialogs.print_form import PrintWish

DPI = 300
_SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_DUPLEX = {
    "none": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


def ask_and_print(parent: QWidget, context: Context, brief: Brief) -> bool:
    """Ask how, print, and note that it was printed."""
    form = PrintForm(parent, brief, partial(_printed, context, brief))
    return form.exec() == PrintForm.DialogCode.Accepted


def _printed(context: Context, brief: Brief, wish: PrintWish) -> bool:
    from csplanner.services.prepare_brief import version_of

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(wish.printer)
    paint_pages(printer, brief, wish)
    said = f"Printed {formats.counted(len(wish.pages), 'page')} on {wish.printer}"
    workspace = context.workspace
    if workspace is None or workspace.read_only:
        context.notify(said)
        return True
    version = version_of(brief)
    return context.run_change(
        "Print a brief", lambda work: work.put(version), notice=said, undo=False
    )


def paint_pages(printer: QPrinter, brief: Brief, wish: PrintWish) -> None:
    """Paint the wished pages at the size of the sheet; raises Trouble if the printer refuses."""
    from csplanner.services.brief_builder import page_pictures

    layout = QPageLayout(
        QPageSize(_SIZES[brief.request.paper]), QPageLayout.Orientation.Portrait, QMarginsF()
    )
    printer.setFullPage(True)
    printer.setPageLayout(layout)
    printer.setDuplex(_DUPLEX[wish.duplex])
    printer.setCopyCount(wish.copies)
    printer.setDocName(brief.file_name.removesuffix(".pdf"))
    printer.setResolution(DPI)
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("The printer did not take the paper.", "Check it, or export the PDF.")
    try:
        for i, number in enumerate(wish.pages):
            if i and not printer.newPage():
                raise Trouble("The printer stopped.", f"{i} pages were sent; print the others.")
            picture = page_pictures(brief.content, DPI / 96, Job(), (number,))[0]
            sheet = QRectF(0, 0, printer.width(), printer.height())
            image = image_of(picture)
            painter.drawImage(sheet, image, QRectF(image.rect()))
    finally:
        painter.end()
