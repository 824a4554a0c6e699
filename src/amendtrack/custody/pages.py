"""What the page about a published copy has said of keys, first to last, and which signatures can be asked for by it.

A published copy has no acts, so nobody can see in it when a commit was recorded. What is dated before the page first
named a key need not be signed with it, and what was made anew may be pushed again once its key has ended; what is dated
after that may not.
"""

from __future__ import annotations

from dataclasses import dataclass

from amendtrack.custody.claims import Claim
from amendtrack.custody.policy import Breach, Fault
from amendtrack.record.keys import Keyring
from amendtrack.record.registers import OFFICE_SLUG
from amendtrack.record.trailers import STANDS_FOR


@dataclass(frozen=True, slots=True)
class Pages:
    """The commits of the page, first to last, each with the keys that it names."""

    said: tuple[tuple[Claim, Keyring], ...] = ()

    def excuse(self, breach: Breach, claim: Claim, owner: str) -> bool:
        """Whether a fault of a signature is none here; ``owner`` is whose place the commit stands in."""
        if breach.fault is Fault.ENDED_KEY:
            return claim.is_recorded and STANDS_FOR in dict(claim.facts) and self._signed_in_time(claim)
        if breach.fault not in (Fault.UNSIGNED, Fault.UNKNOWN_KEY):
            return False
        then = self.before(claim)
        return not any(then.asks(who, claim.at) for who in (OFFICE_SLUG if claim.is_recorded else owner, owner))

    def _signed_in_time(self, claim: Claim) -> bool:
        key = self.said[-1][1].known(claim.key) if self.said else None
        return key is not None and key.covers(claim.at)

    def before(self, claim: Claim) -> Keyring:
        """The keys that the page named before a commit was made; before a page of itself, those of the page before."""
        commits = [page.commit for page, _ in self.said]
        if claim.commit in commits:
            known = [ring for _, ring in self.said[: commits.index(claim.commit)]]
        else:
            known = [ring for page, ring in self.said if page.at <= claim.at]
        return known[-1] if known else Keyring()


__all__ = ["Pages"]
