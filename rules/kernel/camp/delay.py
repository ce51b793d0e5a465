"""`kernel::delay` and `core::time::Duration`."""


def coarse_sleep(duration):
    context("coarse_sleep", "sleeps")
    elapse(duration.milliseconds)


def coarse_delay(duration):
    """An earlier name of the same."""
    elapse(duration.milliseconds)
