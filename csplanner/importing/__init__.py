"""From a file to a preview of records: reading, columns, presets, calendars; writes nothing."""
