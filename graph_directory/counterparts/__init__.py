"""The rule this product exists for: who is the counterpart there, ranked, with reasons; pure, the same on every store.

`case` is what is asked, `known` what the rule is told. `admission` refuses, `fits`, `territory` and `ties` measure one
aspect each; a `candidate` has `merits` and `obstacles`, `scoring` adds them up, `ranking` orders them. `levels` says
how far one had to look, `contact` how to reach whom, `asking_back` what would make the answer sharper. Every weight
stands in `weights`, who plays which role in `schema/roles.yaml`.
"""
