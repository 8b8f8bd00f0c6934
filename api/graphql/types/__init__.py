"""What the API answers with, one noun a file; each is made from a domain value and holds no rule."""
