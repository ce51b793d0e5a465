"""Interrupts of the C API. Sources: kernel/irq/manage.c, kernel/irq/handle.c, kernel/irq/devres.c (6.12)."""

constants = {
    "bindings::IRQF_SHARED": 0x80, "bindings::IRQF_ONESHOT": 0x2000, "bindings::IRQF_NO_AUTOEN": 0x80000,
    "bindings::irqreturn_IRQ_NONE": 0, "bindings::irqreturn_IRQ_HANDLED": 1,
    "bindings::irqreturn_IRQ_WAKE_THREAD": 2,
}
resources = {
    "irq.line": {
        "noun": "the interrupt handler", "release": "dropping its `irq::Registration`", "life": "open",
    },
    "irq.disable": {"noun": "the disabled interrupt line", "release": "`enable_irq`", "life": "function"},
    "irq.chained": {"noun": "the chained handler", "release": "`chained_irq_exit`", "life": "function"},
    "irq.domain": {"noun": "the interrupt domain", "release": "`irq_domain_remove`", "life": "function"},
}


class irq_action:
    """One handler on the line: a function, or a type that has it."""

    handler: "function or type"
    data: "pointer"
    shared: "bool"
    irq: "u32"
    thread: "function"
    woken: "bool"


@context("sleeps")
@fails("errno", 16)
@source("include/linux/interrupt.h:171 request_threaded_irq without a thread")
def request_irq(irq, handler, flags, name, dev_id):
    return add_handler(irq, handler, 0, flags, dev_id)


@context("sleeps")
@fails("errno", 16)
@source("kernel/irq/manage.c:2161")
def request_threaded_irq(irq, handler, thread_fn, flags, name, dev_id):
    if is_function(handler):
        return add_handler(irq, handler, thread_fn, flags, dev_id)
    return add_handler(irq, irq_default_primary_handler, thread_fn, flags, dev_id)


@source("kernel/irq/manage.c:1037 in the place of no handler: the thread is woken")
def irq_default_primary_handler(irq, dev_id):
    return 2


@context("sleeps")
@fails("errno", 16)
@source("kernel/irq/manage.c:2269 a thread if the interrupt is nested, else a handler; 0 or 1 says which")
def request_any_context_irq(irq, handler, flags, name, dev_id):
    return add_handler(irq, handler, 0, flags, dev_id)


def add_handler(irq, handler, thread, flags, data):
    """kernel/irq/manage.c __setup_irq: a second shared handler is appended, also of the same driver. If one
    of them does not share, -EBUSY."""
    shared = flags & 128
    if length(ref(world.actions)) > 0:
        first = world.actions[0]
        if first.irq == irq and (shared == 0 or first.shared == 0):
            printk(f"genirq: Flags mismatch irq {irq}.")
            return -16
    action = allocate(irq_action(handler=handler, data=data, shared=shared, irq=irq, thread=thread))
    push(ref(world.actions), action)
    if shared and meanwhile("another device on the line interrupts"):
        event_irq()
        no_further()
    acquire("irq.line", action, 0, "errno")
    return 0


def action_of(data):
    """The oldest handler with these data, or 0."""
    index = 0
    while index < length(ref(world.actions)):
        action = world.actions[index]
        if action.data == data:
            return action
        index = index + 1
    return 0


def newest_action():
    """The handler that was added last."""
    return world.actions[length(ref(world.actions)) - 1]


@releases("irq.line", "action")
def off_the_line(action):
    note_undone("irq.line", action)
    removed = remove(ref(world.actions), action)
    free(action)


@context("sleeps")
@symptom("Trying to free already-free IRQ 11")
@source("kernel/irq/manage.c:2041 frees the oldest handler with this `dev_id`, and waits for running ones")
def free_irq(irq, dev_id):
    if running("irq"):
        waits("its own interrupt", "`free_irq` waits until no handler of the line runs")
    interrupt_point()
    if world.disabled:
        broken_at_disable("irq_freed_after_disable")
    action = action_of(dev_id)
    if is_null(action):
        printk("Trying to free already-free IRQ 11")
        not_held("irq.line")
        return 0
    off_the_line(action)
    if length(ref(world.actions)) == 0:
        given_back("irq.line")
    return 0


def run_handler(action):
    """kernel/irq/handle.c __handle_irq_event_percpu."""
    handler = function_of(action.handler)
    if is_function(handler):
        ret = handler(action.irq, action.data)
        if ret == 2:
            action.woken = 1
        return ret
    ret = invoke(action.handler, "handler_callback", action.data)
    if ret == 2:
        action.woken = 1
    return ret


def irq_threads():
    """kernel/irq/manage.c irq_thread: those that a handler has woken run as processes; until then their line
    is masked. What they acknowledged."""
    cleared = 0
    index = 0
    while index < length(ref(world.actions)):
        action = world.actions[index]
        index = index + 1
        thread = function_of(action.thread)
        if action.woken and is_function(thread):
            action.woken = 0
            world.acknowledged = 0
            enter("irq_thread")
            ret = thread(action.irq, action.data)
            leave()
            cleared = cleared | world.acknowledged
        elif action.woken:
            action.woken = 0
            world.acknowledged = 0
            enter("irq_thread")
            ret = invoke(action.handler, "thread_callback", action.data)
            leave()
            cleared = cleared | world.acknowledged
    return cleared


class irq_devres:
    """What a device's list knows of a handler."""

    irq: "u32"
    dev_id: "pointer"


@source("kernel/irq/devres.c:52")
def devm_request_threaded_irq(dev, irq, handler, thread_fn, irqflags, devname, dev_id):
    ret = request_threaded_irq(irq, handler, thread_fn, irqflags, devname, dev_id)
    if ret == 0:
        known = allocate(irq_devres(irq=irq, dev_id=dev_id))
        entry = devres_entry(dev, devm_irq_release, known)
    return ret


@source("include/linux/interrupt.h:217")
def devm_request_irq(dev, irq, handler, irqflags, devname, dev_id):
    return devm_request_threaded_irq(dev, irq, handler, 0, irqflags, devname, dev_id)


def devm_irq_release(known):
    free_irq(known.irq, known.dev_id)


@source("kernel/irq/devres.c:140 WARN_ON if it is not the device's")
def devm_free_irq(dev, irq, dev_id):
    index = length(ref(world.devres)) - 1
    while index >= 0:
        entry = world.devres[index]
        known = entry.data
        if same_function(entry.action, devm_irq_release) and known.dev_id == dev_id:
            off_the_list(entry)
            free_irq(irq, dev_id)
            return None
        index = index - 1
    not_held("dev.devres")


@acquires("irq.disable", "irq")
@context("sleeps")
@source("kernel/irq/manage.c:737 counts, and waits for running handlers")
def disable_irq(irq):
    if running("irq"):
        waits("its own interrupt", "`disable_irq` waits until no handler of the line runs")


@acquires("irq.disable", "irq")
@source("kernel/irq/manage.c:717 counts; it waits for nothing")
def disable_irq_nosync(irq):
    return None


@releases("irq.disable", "irq", "held")
@symptom("Unbalanced enable for IRQ 11")
@source("kernel/irq/manage.c:829 WARN if the depth is 0")
def enable_irq(irq):
    return None


@context("sleeps")
@source("kernel/irq/manage.c:137 waits for running handlers")
def synchronize_irq(irq):
    if running("irq"):
        waits("its own interrupt", "`synchronize_irq` waits until no handler of the line runs")


class irq_domain:
    """`struct irq_domain`."""

    size: "unsigned int"


@acquires("irq.domain", "return")
@fails("null", 12)
@context("sleeps")
@source("include/linux/irqdomain.h:420 (7.1: only irq_domain_create_linear)")
def irq_domain_add_linear(of_node, size, ops, host_data):
    return allocate(irq_domain(size=size))


@acquires("irq.domain", "return")
@fails("null", 12)
@context("sleeps")
@source("include/linux/irqdomain.h:476")
def irq_domain_create_linear(fwnode, size, ops, host_data):
    return allocate(irq_domain(size=size))


@releases("irq.domain", "domain", "held")
@context("sleeps")
@source("kernel/irq/irqdomain.c:385")
def irq_domain_remove(domain):
    given_up(domain)


@acquires("irq.chained", "desc")
@source("include/linux/irqchip/chained_irq.h:16 the parent is masked or acknowledged")
def chained_irq_enter(chip, desc):
    return None


@releases("irq.chained", "desc", "held")
@source("include/linux/irqchip/chained_irq.h:32")
def chained_irq_exit(chip, desc):
    return None
