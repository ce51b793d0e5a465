"""The kernel around the module, and the events of its life.

Sources: kernel/module/main.c, drivers/base/dd.c, drivers/pci/pci-driver.c, net/core/dev.c (6.1);
order of callbacks as a running kernel printed it.
"""

from core import PinInit
from kernel.pci import pci_dev


class World:
    loaded: "bool"
    module: "T"
    driver: "type"
    pdev: "pointer"
    bound: "bool"
    netdevs: "Vec"
    actions: "Vec"
    poll_list: "Vec"
    irqs_off: "int"
    in_hardirq: "int"
    in_softirq: "int"
    spinning: "int"
    reading: "int"
    polling: "int"
    waiting: "bool"
    scheduled: "bool"
    refused: "bool"
    acknowledged: "int"
    left_causes: "int"
    disabled: "bool"
    disabled_at: "place"
    sent_at: "place"
    undone: "place"
    unreserved: "bool"
    eaten: "pointer"
    stalled: "int"
    rounds: "int"
    chrdevs: "Vec"
    asked: "text"
    process: "int"
    copied: "bool"
    slept: "bool"
    signals: "int"
    waits: "int"
    command: "int"
    other: "pointer"
    used: "pointer"
    file: "pointer"
    task: "pointer"
    bus_name: "text"
    auxiliary: "Vec"
    auxiliary_driver: "type"
    users: "Vec"
    pending: "Vec"
    pinned: "bool"
    devres: "Vec"
    queue: "pointer"
    unkillable: "bool"
    threads: "Vec"
    timers: "Vec"
    timer: "pointer"
    thread: "pointer"


def event_boot():
    """The machine is up: the device is on the bus, no driver bound."""
    world.pdev = allocate(pci_dev(irq=11))
    world.bus_name = "0000:00:03.0"


def event_insmod():
    """init_module(2); a probe that fails does not fail it (dd.c drops the error)."""
    world.loaded = 1
    enter("init")
    result = PinInit.run(invoke(module_type(), "init", "module", 0))
    leave()
    if is_ok(result):
        world.module = payload(result)
    else:
        world.loaded = 0


def event_rmmod():
    """delete_module(2): the module struct is dropped (its Drop body, then its fields), then the text goes."""
    enter("exit")
    drop_now(take(world.module))
    world.module = 0
    threads_left()
    module_gone()
    leave()
    world.loaded = 0


def event_use():
    """Whoever uses the driver through its subsystem calls what it registered there."""
    index = 0
    while index < length(ref(world.users)):
        if index + 1 == length(ref(world.users)) or chosen("this one is used"):
            user = world.users[index]
            invoke(user.adapter, "used_callback", user.subject)
            return None
        index = index + 1


@source("kernel/workqueue.c process_one_work; unloading a module does not wait for the system's queues")
def event_work():
    """The item that waits longest runs. Without the module's text that is a jump into nothing."""
    pending = take(world.pending[0])
    shift(ref(world.pending))
    item = as_raw(peek(pending.work))
    if world.loaded == 0:
        broken_resource("code_outlives_module", "work.item", item, "it runs after rmmod")
        bug("BUG: unable to handle page fault: supervisor instruction fetch in the unloaded module")
    release("work.item", item)
    enter("work")
    invoke_numbered(pending.number, pending.ops, "kernel::workqueue::WorkItem::run", take(pending.work))
    leave()


def event_timer():
    """The timer that was armed first. Without the module's text its callback is a jump into nothing."""
    timer = world.timers[0]
    if world.loaded == 0:
        broken_resource("code_outlives_module", "timer.hr", timer.object, "it runs after rmmod")
        bug("BUG: unable to handle page fault: supervisor instruction fetch in the unloaded module")
    if timer.run():
        return None
    if remove(ref(world.timers), timer):
        release("timer.hr", timer.object)


def queues_go_on(waited):
    """While somebody sleeps until `waited` is done, what was queued runs: eight items, since one may queue
    itself again."""
    rounds = 0
    while waited.done == 0 and length(ref(world.pending)) > 0 and rounds < 8:
        rounds = rounds + 1
        event_work()


def device_name():
    return world.bus_name


def drop_now(value):
    return None


def __pci_register_driver(driver):
    """drivers/base/dd.c __driver_attach: the error of probe is printed, and dropped."""
    world.driver = driver
    bind()
    return 0


def bind():
    dev = world.pdev
    world.undone = 0
    afresh("pci.enable")
    afresh("pci.region")
    enter("probe")
    ret = invoke(world.driver, "probe_callback", dev)
    if ret == 0:
        broken_at_undone("guard_dropped_at_once")
        leave()
        worked("probe")
        world.bound = 1
        return None
    devres_release_all(dev)
    probe_failed(ret)
    judge_bus_master(dev)
    refused("probe", "reprobe_fails", ret)
    leave()
    world.undone = 0
    world.unreserved = 0
    if ret == -19:
        return None
    if ret == -6:
        return None
    printk(f"{module_name()}: probe of {device_name()} failed with error {ret}")


@source("Documentation/PCI/pci.rst:221 pci_clear_master; pci_disable_device does it too, if it was enabled")
def judge_bus_master(dev):
    """A function that is left enabled is told as that."""
    if bus_master() and dev.enable_count == 0:
        broken("bus_master_left_on", "bus mastering")


def pci_unregister_driver(driver):
    if world.bound:
        interfaces = length(ref(world.netdevs))
        enter("remove")
        invoke(world.driver, "remove_callback", world.pdev)
        devres_release_all(world.pdev)
        unbound()
        judge_bus_master(world.pdev)
        if interfaces == 0:
            quiet()
        leave()
        world.bound = 0
        world.unreserved = 0
    world.driver = 0


def event_up():
    ret = dev_open(world.netdevs[0])
    softirqs()
    world.scheduled = 0


def event_down():
    dev_close(world.netdevs[0])


def event_xmit():
    """A packet from the stack, if the queue takes it (net/sched/sch_generic.c)."""
    sent = send(world.netdevs[0], 98)


def event_xmit_short():
    """A packet that is shorter than an Ethernet frame may be: a request of ARP."""
    sent = send(world.netdevs[0], 42)


def send(dev, length):
    """True: the driver has taken it, or the queue is closed."""
    if dev.queue_stopped or dev.stack_xoff or dev.carrier == 0:
        return True
    skb = new_skb(length, length)
    in_flight = dev.in_flight
    counted("in_softirq", 1)
    enter("start_xmit")
    acquire("net.skb", skb, 0, "")
    ret = invoke(dev.ops_adapter, "start_xmit_callback", skb, dev)
    if ret != 0:
        judge_refused(skb, length, dev.in_flight - in_flight)
    leave()
    counted("in_softirq", -1)
    if ret != 0:
        kfree_skb(skb)
        return False
    return True


@source("net/sched/sch_generic.c:357 a packet that is refused is put back as it is, and comes again")
def judge_refused(skb, length, bytes):
    if not alive(skb):
        return None
    if held("dma.single", skb.data):
        broken_resource("tx_busy_after_effect", "dma.single", skb.data, "it is mapped")
    elif skb.references > 1:
        broken("tx_busy_after_effect", "the packet", "a reference to it was taken")
    elif skb.len != length:
        broken("tx_busy_after_effect", "the packet", "it was padded")
    elif bytes != 0:
        broken_at_sent("tx_busy_after_effect", "its bytes were counted as sent")


def event_xmit_full():
    """A packet as long as the MTU allows. If it is refused, all that can happen to the device happens, and it
    comes again."""
    dev = world.netdevs[0]
    known = unseen()
    patience = 2
    while patience > 0:
        if send(dev, 1514):
            return None
        link_change()
        answer_line()
        wire_frame(98)
        answer_line()
        patience = patience - 1
    if not send(dev, 1514) and undisturbed(known):
        enter("start_xmit")
        broken("tx_busy_forever", "the packet")
        leave()


def answer_line():
    if line_asserted() and length(ref(world.actions)) > 0:
        event_irq()


def event_xmit_burst():
    """The wire takes nothing for a while (a pause frame, a slow partner), and the stack sends what the queue
    takes. The byte limits of the queue have grown by then; they know nothing of descriptors. `stalled` is one
    more than what the path rested on before."""
    dev = world.netdevs[0]
    world.stalled = 1 + unseen()
    left = descriptors("transmit") + 1
    while left > 0 and send(dev, 98) and dev.queue_stopped == 0:
        dev.stack_xoff = 0
        left = left - 1
    world.stalled = 0


def event_frame():
    wire_frame(98)


def event_frame_full():
    """The longest frame that every network has (ETH_FRAME_LEN)."""
    wire_frame(1514)


def event_link():
    link_change()


def interface_is_up():
    index = 0
    while index < length(ref(world.netdevs)):
        if world.netdevs[index].up:
            return True
        index = index + 1
    return False
