"""`kernel::page` of Linux 7.1: numbers rounded up to pages."""


def page_align(address):
    last = address.checked_add(4095)
    if is_some(last):
        return Some(payload(last) & ~4095)
    return NONE
