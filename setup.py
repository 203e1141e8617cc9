"""Builds the planner's compiled kernel where Cython and a compiler are found; ships the guide.

Without a compiler there is no kernel. The pages of docs/guide and the pictures that they show are
copied into the package `resources`, where the window reads them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_py import build_py

SOURCES = ("tables.py", "gaps.py", "board.py", "turns.py", "kernel.py", "ruin.py", "search.py")
SOURCES += ("release.pyx",)
WARNINGS_ARE_ERRORS = bool(os.environ.get("CSPLANNER_KERNEL_STRICT"))


def kernel_extensions() -> list[Extension]:
    """List the kernel's modules, optional: a machine without a compiler installs all the same."""
    try:
        from Cython.Build import cythonize  # noqa: PLC0415 - guarded: it may be missing
        from Cython.Compiler import Options  # noqa: PLC0415 - the same
    except ImportError:
        print("Cython is not installed: the planner will run interpreted.")
        return []
    Options.warning_errors = WARNINGS_ARE_ERRORS
    extensions = [
        Extension(f"csplanner.planning.{Path(source).stem}", [f"csplanner/planning/{source}"])
        for source in SOURCES
    ]
    try:
        made = cythonize(extensions, build_dir="build", quiet=True)
    except Exception as error:  # any failure leaves the interpreted kernel
        if WARNINGS_ARE_ERRORS:
            raise
        print(f"The kernel could not be translated and will run interpreted: {error}")
        return []
    for extension in made:
        extension.optional = not WARNINGS_ARE_ERRORS
    return list(made)


class BuildWithGuide(build_py):
    """Copies the guide into the package as it is built."""

    def run(self) -> None:
        """Build as always, then add the guide; an editable build reads it where it is written."""
        super().run()
        if self.editable_mode:
            return
        docs, into = Path("docs"), Path(self.build_lib, "resources")
        (into / "guide").mkdir(parents=True, exist_ok=True)
        (into / "pictures").mkdir(exist_ok=True)
        for page in sorted((docs / "guide").glob("*.md")):
            shutil.copy(page, into / "guide" / page.name)
            text = page.read_text(encoding="utf-8")
            for picture in sorted((docs / "pictures").glob("*.png")):
                if f"../pictures/{picture.name.replace('-dark', '-light')}" in text:
                    shutil.copy(picture, into / "pictures" / picture.name)


setup(ext_modules=kernel_extensions(), cmdclass={"build_py": BuildWithGuide})
