"""The window. Acts through services, reads drawing, charts, domain and base; Qt lives here only."""

from __future__ import annotations

from ui.plain_import import use_plain_import

use_plain_import()
