"""Builds the planner's compiled kernel where Cython and a compiler are found; without, none."""

from __future__ import annotations

import os

from setuptools import Extension, setup

MODULES = ("tables", "gaps", "board", "turns", "kernel", "ruin", "search")
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
        Extension(f"csplanner.planning.{name}", [f"csplanner/planning/{name}.py"])
        for name in MODULES
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


setup(ext_modules=kernel_extensions())
