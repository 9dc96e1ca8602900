"""Which keys this process may use, by its role."""

from django.conf import settings

from kapsite.inquiry import seal


def sealing_key() -> seal.SealingKey:
    """The key that new inquiries are sealed with; made on first use, but not by a public process.

    Raises SealError. Read anew each time, so that a key put back is used at once.
    """
    if settings.ROLE != "public":
        seal.make_keys(settings.KEYS_DIR)
    return seal.sealing_key(settings.KEYS_DIR)


def private_ring() -> seal.PrivateRing:
    """The keys that open inquiries; raises SealError, in a public process always."""
    if settings.ROLE == "public":
        raise seal.KeyMissingError("This process serves the public and opens no inquiries.")
    return seal.private_ring(settings.KEYS_DIR)
