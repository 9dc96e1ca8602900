"""References that survive being read out on the phone."""

import secrets

# Without 0, 1, I, L, O and U: nothing looks like something else, or spells a word.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def make_reference() -> str:
    """A new reference such as ``KAP-7F3K-9Q2M``; it says nothing about the inquiry."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"KAP-{letters[:4]}-{letters[4:]}"
