"""`kernel::random` of the camp's crate: bytes that nobody knows."""


def getrandom(target):
    context("getrandom", "sleeps")
    part = target.as_part()
    unknown_bytes(ref(part))
    return Ok(None)


def getrandom_nonblock(target):
    part = target.as_part()
    unknown_bytes(ref(part))
    return Ok(None)


def add_randomness(data):
    return None
