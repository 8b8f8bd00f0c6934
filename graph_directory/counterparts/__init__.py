"""The rule this product exists for: who is the counterpart there, ranked, with reasons; pure, the same on every store.

`case` is what is asked, `known` what the rule is told, `fits` how well one aspect fits, `scoring` adds one candidate
up, `ranking` orders them, `levels` says how far one had to look, `contact` how to reach them, `asking_back` what would
make the answer sharper. Every weight stands in `weights`, who plays which role in `schema/roles.yaml`.
"""
