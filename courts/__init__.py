"""Who works where: courts, users, posts, roles and permissions as data, calendar, parameters."""
