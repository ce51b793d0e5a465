"""`kernel::delay` and `core::time::Duration`."""


def coarse_sleep(duration):
    elapse(duration.milliseconds)
