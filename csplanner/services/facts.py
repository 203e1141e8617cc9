"""The facts of a brief: the account and its visit, put into what each audience may read."""

from __future__ import annotations

from csplanner.services.brief_visit import choose_visit, offered_visits
from csplanner.services.customer_facts import customer_facts
from csplanner.services.internal_facts import internal_facts

__all__ = ["choose_visit", "customer_facts", "internal_facts", "offered_visits"]
