"""The grammar of dates, from calendar arithmetic up to deadlines; claims.extract.dates is its door."""
