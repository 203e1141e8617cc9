"""The planner: from a frozen problem to a plan, its bound and its explanations. Writes nothing."""

from __future__ import annotations

from csplanner.planning.explaining import explain
from csplanner.planning.planner import kernel_kind, solve

__all__ = ["explain", "kernel_kind", "solve"]
