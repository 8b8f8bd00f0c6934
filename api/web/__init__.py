"""The pages for people: server-rendered HTML in four languages, complete without JavaScript."""
