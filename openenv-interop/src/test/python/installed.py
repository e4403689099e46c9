"""Prints the installed version of the package."""

from importlib.metadata import version

print(version("openenv"))
