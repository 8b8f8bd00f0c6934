"""One module a page: domain values to what its template shows; no rule is decided here."""
