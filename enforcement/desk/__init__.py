"""Pages and commands that span apps. No tables, no rules."""
