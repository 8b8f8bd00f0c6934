"""Words as people type them: folding, stemming, and the reading of free text."""
