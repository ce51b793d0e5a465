"""Interrupts of the C API. Sources: kernel/irq/manage.c, kernel/irq/handle.c (6.1)."""

constants = {"bindings::IRQF_SHARED": 0x80}
resources = {
    "irq.line": {
        "noun": "the interrupt handler", "release": "dropping its `irq::Registration`", "life": "open",
    },
}


class irq_action:
    """One handler on the line."""

    handler: "type"
    data: "pointer"
    shared: "bool"


@acquires("irq.line", "return")
@context("sleeps")
@fails("null", 16)
@source("kernel/irq/manage.c:1646 a second shared handler is appended; the same driver may add several")
def request_irq(irq, handler, data, flags):
    action = allocate(irq_action(handler=handler, data=data, shared=flags & 128))
    push(ref(world.actions), action)
    if action.shared and meanwhile("another device on the line interrupts"):
        event_irq()
        no_further()
    return action


@releases("irq.line", "action")
@context("sleeps")
@source("kernel/irq/manage.c:1941 waits for running handlers")
def free_irq(irq, action):
    if running("irq"):
        waits("its own interrupt", "`free_irq` waits until no handler of the line runs")
    interrupt_point()
    if world.disabled:
        broken_at_disable("irq_freed_after_disable")
    note_undone("irq.line", action)
    removed = remove(ref(world.actions), action)
    data = take(action.data)
    free(action)
    return data
