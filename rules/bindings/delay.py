"""Sleeping and waiting. Sources: kernel/time/timer.c, include/linux/delay.h, kernel/sched/core.c (6.12)."""


@context("sleeps")
@source("kernel/time/timer.c:2768")
def msleep(msecs):
    time_passes(msecs)


@context("sleeps")
@source("include/linux/delay.h:66 microseconds")
def usleep_range(min, max):
    time_passes(min // 1000)


@source("include/linux/delay.h:82 microseconds; the shortest of them do not sleep")
def fsleep(usecs):
    if usecs > 10:
        context("fsleep", "sleeps")
    time_passes(usecs // 1000)


@context("sleeps")
@source("include/linux/delay.h:76")
def ssleep(seconds):
    time_passes(seconds * 1000)


@source("include/asm-generic/delay.h:20 it does not sleep")
def udelay(usecs):
    time_passes(usecs // 1000)


@source("include/linux/delay.h:50 it does not sleep")
def ndelay(nsecs):
    return None


@source("include/linux/delay.h:44 it does not sleep")
def mdelay(msecs):
    time_passes(msecs)


@context("sleeps")
@source("kernel/sched/core.c:8646 a check for debugging")
def __might_sleep(file, line):
    return None


@source("arch/x86/include/asm/vdso/processor.h:16")
def cpu_relax():
    return None
