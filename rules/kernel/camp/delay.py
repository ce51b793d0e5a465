"""`kernel::delay` and `core::time::Duration`."""


def coarse_sleep(duration):
    context("coarse_sleep", "sleeps")
    time_passes(duration.milliseconds)


def coarse_delay(duration):
    """An earlier name of the same."""
    time_passes(duration.milliseconds)
