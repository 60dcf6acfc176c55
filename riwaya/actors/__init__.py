"""Actors."""

from riwaya.actors.links import link_actors
from riwaya.actors.gather import Actors, gather_actors

__all__ = ["Actors", "gather_actors", "link_actors"]
