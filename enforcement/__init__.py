"""The project package: settings, wiring, the shared ground floor (kernel), office and desk.

Imports nothing: `enforcement.bootstrap` runs before any library is installed.
"""
