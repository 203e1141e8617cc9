"""From a file to a preview of records: reading, matching columns, presets, calendars. Writes nothing."""
