"""An interrupt, what runs after it, and how it was answered. Sources: kernel/irq, net/core/dev.c (6.1)."""


def event_irq():
    """kernel/irq/handle.c: every handler of the line runs, oldest first; then softirqs."""
    without_text()
    asserted = modelled() and line_asserted()
    cleared = 0
    answer = 0
    world.in_hardirq = 1
    counted("irqs_off", 1)
    index = 0
    count = length(ref(world.actions))
    world.eaten = 0
    while index < count:
        action = world.actions[index]
        world.acknowledged = 0
        world.scheduled = 0
        world.refused = 0
        enter("irq")
        ret = run_handler(action)
        leave()
        judge_lost(action, asserted)
        cleared = cleared | world.acknowledged
        answer = answer | answers(ret)
        if handler_is_stale(action):
            if world.acknowledged and world.scheduled == 0:
                world.eaten = action
        elif world.scheduled:
            world.eaten = 0
        index = index + 1
    counted("irqs_off", -1)
    world.in_hardirq = 0
    cleared = cleared | irq_threads()
    if asserted:
        judge_line(cleared, answer)
    if world.eaten and interface_is_up():
        broken_resource("stale_handler", "irq.line", world.eaten, "the next handler finds no cause left")
    world.eaten = 0
    polls_follow()
    judge_masked(asserted)
    world.acknowledged = 0
    world.scheduled = 0


def without_text():
    """The first of its handlers is a jump into nothing then (as a running kernel showed)."""
    if world.loaded == 0:
        broken_resource(
            "code_outlives_module", "irq.line", world.actions[0], "the interrupt comes after rmmod"
        )
        bug("BUG: unable to handle page fault: supervisor instruction fetch in the unloaded module")


@source("kernel/softirq.c invoke_softirq: when the handlers are done, or by ksoftirqd some time later")
def polls_follow():
    """Inside a callback it may be later: another processor took the interrupt, and polls there."""
    if length(ref(world.poll_list)) == 0:
        return None
    if later("the poll that it schedules runs later"):
        world.waiting = 1
        return None
    net_rx_action()


@source("Documentation/networking/napi.rst: the poll unmasks what the handler has masked for it")
def judge_masked(asserted):
    """The interface is up, every cause is masked, and nothing that could unmask one is due."""
    idle = asserted and not causes_unmasked() and length(ref(world.poll_list)) == 0 and not anything_due()
    if idle and interface_is_up() and not running("open", "stop", "remove"):
        enter("handle_irq")
        broken("interrupts_stay_masked", "the interrupt causes", "nothing that is due unmasks one")
        leave()


@source("net/core/dev.c:5983 napi_schedule_prep: false while the instance is disabled; nobody polls for it")
def judge_lost(action, asserted):
    """A cause that is masked is nobody's interrupt."""
    refused = world.refused and world.acknowledged and asserted
    world.refused = 0
    if not refused or handler_is_stale(action):
        return None
    if interface_is_up() or running("open"):
        enter("handle_irq")
        broken("lost_interrupt", "an interrupt cause", "the instance that it schedules is not enabled")
        leave()


@source("net/core/dev.c:6405 napi_disable waits for a poll on another processor, also a busy one")
def event_napi_poll():
    """A poll that has begun goes on until `napi_disable` has waited for it. What it uses is looked at."""
    index = 0
    while index < length(ref(world.netdevs)):
        begin_polls(world.netdevs[index])
        index = index + 1
    net_rx_action()
    no_further()


def begin_polls(dev):
    index = 0
    while index < length(ref(dev.napis)):
        napi = dev.napis[index]
        if alive(napi) and napi.enabled and napi.scheduled == 0:
            napi.scheduled = 1
            push(ref(world.poll_list), napi)
        index = index + 1


def anything_due():
    """Is there a timer, a work item or a thread of the driver that still runs?"""
    if length(ref(world.pending)) > 0 or length(ref(world.threads)) > 0:
        return True
    return held("timer.std") + held("timer.hr") + held("wq.work") > 0


@source("kernel/irq/spurious.c:415 a line that nobody answers is switched off; one that is answered goes on")
def judge_line(cleared, answer):
    if line_asserted():
        if cleared == 0 and answer:
            storm("the line is still asserted, and the answer was that the interrupt is its own")
        elif cleared == 0:
            storm("the line is still asserted, and the answer was that the interrupt is not its own")
    elif answer == 0:
        storm("the line was quieted, and the answer was that the interrupt is not its own")


def storm(detail):
    enter("handle_irq")
    broken("irq_storm", "the interrupt line", detail)
    leave()


def softirqs():
    """A poll that has waited runs: on the other processor, while this one sleeps or when it is done."""
    if length(ref(world.poll_list)) == 0 or world.in_softirq or world.irqs_off or world.spinning:
        return None
    net_rx_action()


def time_passes(milliseconds):
    elapse(milliseconds)
    if world.waiting:
        softirqs()
