"""The kernel around the module, and the events of its life.

Sources: kernel/module/main.c, drivers/base/dd.c, drivers/pci/pci-driver.c, net/core/dev.c (6.1);
order of callbacks as a running kernel printed it.
"""

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
    scheduled: "bool"
    acknowledged: "int"
    disabled: "bool"
    disabled_at: "place"
    sent_at: "place"
    undone: "place"
    unreserved: "bool"
    eaten: "pointer"
    rounds: "int"


def event_boot():
    """The machine is up: the device is on the bus, no driver bound."""
    world.pdev = allocate(pci_dev(irq=11))


def event_insmod():
    """init_module(2); a probe that fails does not fail it (dd.c drops the error)."""
    world.loaded = 1
    enter("init")
    result = invoke(module_type(), "init", "module", 0)
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
    module_gone()
    leave()
    world.loaded = 0


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
    probe_failed(ret)
    refused("probe", "reprobe_fails", ret)
    leave()
    world.undone = 0
    world.unreserved = 0
    if ret == -19:
        return None
    if ret == -6:
        return None
    printk(f"{module_name()}: probe of 0000:00:03.0 failed with error {ret}")


def pci_unregister_driver(driver):
    if world.bound:
        enter("remove")
        invoke(world.driver, "remove_callback", world.pdev)
        unbound()
        leave()
        world.bound = 0
        world.unreserved = 0
    world.driver = 0


def event_up():
    ret = dev_open(world.netdevs[0])
    if world.scheduled:
        net_rx_action()
    world.scheduled = 0


def event_down():
    dev_close(world.netdevs[0])


def event_xmit():
    """A packet from the stack, if the queue takes it (net/sched/sch_generic.c)."""
    dev = world.netdevs[0]
    if dev.queue_stopped or dev.stack_xoff or dev.carrier == 0:
        return None
    skb = new_skb(98, 98)
    counted("in_softirq", 1)
    enter("start_xmit")
    acquire("net.skb", skb, 0, "")
    ret = invoke(dev.ops_adapter, "start_xmit_callback", skb, dev)
    leave()
    counted("in_softirq", -1)
    if ret != 0:
        kfree_skb(skb)


def event_frame():
    wire_frame(98)


def event_link():
    link_change()


def event_irq():
    """kernel/irq/handle.c: every handler of the line runs, oldest first; then softirqs. Without the
    module's text the first of its handlers is a jump into nothing (as a running kernel showed)."""
    if world.loaded == 0:
        broken_resource(
            "code_outlives_module", "irq.line", world.actions[0], "the interrupt comes after rmmod"
        )
        bug("BUG: unable to handle page fault: supervisor instruction fetch in the unloaded module")
    world.in_hardirq = 1
    counted("irqs_off", 1)
    index = 0
    count = length(ref(world.actions))
    world.eaten = 0
    while index < count:
        action = world.actions[index]
        world.acknowledged = 0
        world.scheduled = 0
        enter("irq")
        ret = invoke(action.handler, "handler_callback", action.data)
        leave()
        if handler_is_stale(action):
            if world.acknowledged and world.scheduled == 0:
                world.eaten = action
        elif world.scheduled:
            world.eaten = 0
        index = index + 1
    counted("irqs_off", -1)
    world.in_hardirq = 0
    if world.eaten and interface_is_up():
        broken_resource("stale_handler", "irq.line", world.eaten, "the next handler finds no cause left")
    world.eaten = 0
    net_rx_action()
    world.acknowledged = 0
    world.scheduled = 0


def interface_is_up():
    index = 0
    while index < length(ref(world.netdevs)):
        if world.netdevs[index].up:
            return True
        index = index + 1
    return False
