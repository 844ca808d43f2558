"""The facts behind figures: how they are read, kept, counted, compared and shown.

`relations` says which facts there are; `counting` sums them up to figures; `recording` keeps
what changed; `comparing` holds facts now against facts then; `listing` opens a figure.
"""
