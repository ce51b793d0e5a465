"""Network devices, NAPI, socket buffers and byte queue limits of the C API (net/core/dev.c, 6.12)."""

from kernel.net import Device, SkBuff

constants = {
    "bindings::ETH_ZLEN": 60, "bindings::ETH_ALEN": 6, "bindings::ETH_HLEN": 14,
    "bindings::ETH_FRAME_LEN": 1514, "bindings::ETH_DATA_LEN": 1500, "bindings::ETH_MIN_MTU": 68,
    "bindings::ETH_FCS_LEN": 4,
    "bindings::net_device_flags_IFF_PROMISC": 0x100, "bindings::net_device_flags_IFF_ALLMULTI": 0x200,
    "bindings::netdev_priv_flags_IFF_SUPP_NOFCS": 0x4000,
    "bindings::netdev_tx_NETDEV_TX_OK": 0, "bindings::netdev_tx_NETDEV_TX_BUSY": 16,
}
resources = {
    "napi.listed": {
        "noun": "the NAPI instance on the device's list", "release": "`free_netdev`", "life": "listed",
    },
    "net.alloc": {"noun": "the net_device", "release": "dropping its `net::Registration`", "life": "memory"},
    "net.registered": {
        "noun": "the registered interface", "release": "dropping its `net::Registration`", "life": "function",
    },
    "napi.enabled": {"noun": "the enabled NAPI instance", "release": "`napi.disable()`", "life": "open"},
}


@acquires("net.alloc", "return")
@fails("null", 12)
def alloc_etherdev():
    return allocate(Device(references=1, napis=[]))


@fails("errno", 12)
@source("net/core/dev.c:10843 register_netdevice under the rtnl lock")
def register_netdev(dev):
    take_rtnl(dev)
    dev.registered = 1
    dev.carrier = 1
    push(ref(world.netdevs), dev)
    netdev_stats(dev)
    if meanwhile("the interface is set up before `probe` returns"):
        ret = dev_open(dev)
        no_further()
    return 0


@source("net/core/dev.c:11716 closes the interface if it is up; netdev_wait_allrefs_any waits for references")
@context("sleeps")
def unregister_netdev(dev):
    take_rtnl(dev)
    if world.disabled:
        broken_at_disable("unregister_after_disable")
    note_undone("net.alloc", dev)
    if dev.up:
        dev_close(dev)
    dev.registered = 0
    netdev_stats(dev)
    removed = remove(ref(world.netdevs), dev)
    if dev.references > 1:
        if owners(dev) < dev.references - 1:
            broken_resource("refcount_imbalance", "net.alloc", dev, "one was taken that nobody owns any more")
        else:
            broken_resource("netdev_ref_outlives_registration", "net.alloc", dev)
        bug("unregister_netdevice: waiting for eth0 to become free. Usage count = 2")


@releases("net.alloc", "dev")
@source("net/core/dev.c:11440 deletes every napi left on the list: its memory must be alive")
def free_netdev(dev):
    index = 0
    while index < length(ref(dev.napis)):
        napi = dev.napis[index]
        if not alive(napi):
            broken_resource("napi_listed_in_freed_memory", "napi.listed", napi)
        release("napi.listed", napi)
        index = index + 1
    free(dev)


@source("net/core/dev.c register_netdev, unregister_netdev: rtnl_lock(), which the caller of an ndo holds")
def take_rtnl(dev):
    if running("open", "stop"):
        broken_resource("rtnl_deadlock", "net.alloc", dev)
        bug("the task waits for ever for the rtnl lock that it holds")


def netdev_stats(dev):
    if has_method(dev.ops, "get_stats64"):
        enter("get_stats64")
        invoke(dev.ops_adapter, "get_stats64_callback", dev)
        leave()


def dev_open(dev):
    """net/core/dev.c:1432: ndo_open; IFF_UP and the queues only if it returned 0."""
    live_before = device_live()
    world.undone = 0
    enter("open")
    ret = 0
    if has_method(dev.ops, "open"):
        ret = invoke(dev.ops_adapter, "open_callback", dev)
    if ret != 0:
        open_failed(live_before)
        refused("open", "reopen_fails", ret)
        leave()
        world.undone = 0
        return ret
    broken_at_undone("guard_dropped_at_once")
    leave()
    worked("open")
    dev.up = 1
    netdev_stats(dev)
    if dev.carrier:
        netdev_stats(dev)
    return 0


def dev_close(dev):
    """net/core/dev.c:1503: the queues are drained before ndo_stop; its result is ignored."""
    dev.up = 0
    enter("stop")
    ret = 0
    if has_method(dev.ops, "stop"):
        ret = invoke(dev.ops_adapter, "stop_callback", dev)
    softirqs()
    stopped(dev, dev.in_flight, ret)
    leave()
    netdev_stats(dev)


@acquires("napi.listed", "napi")
@source("net/core/dev.c netif_napi_add_weight: on the device's list until free_netdev or netif_napi_del")
def netif_napi_add(dev, napi, poll):
    napi.dev = dev
    napi.poll = poll
    push(ref(dev.napis), napi)


@acquires("napi.enabled", "napi")
@symptom("kernel BUG at net/core/dev.c:6438!")
@source("net/core/dev.c:6891 BUG_ON(!test_bit(NAPI_STATE_SCHED))")
def napi_enable(napi):
    if napi.enabled:
        if acquired_now("napi.enabled", napi):
            broken("napi_imbalance", napi, "the instance is enabled already")
        else:
            broken_resource("reopen_fails", "napi.enabled", napi, "NAPI is enabled already")
        bug("kernel BUG at net/core/dev.c:6438!")
    napi.enabled = 1
    counted("polling", 1)


@releases("napi.enabled", "napi")
@context("sleeps")
@source("net/core/dev.c:6860 waits for NAPI_STATE_SCHED, which an instance that is not enabled keeps")
def napi_disable(napi):
    if running("poll"):
        waits("its own `poll`", "`napi.disable()` waits until no poll runs")
    if napi.enabled == 0:
        broken("napi_imbalance", napi, "the instance is not enabled: the call never returns")
        bug("napi_disable() waits for ever")
    interrupt_point()
    if napi.scheduled:
        net_rx_action()
    removed = remove(ref(world.poll_list), napi)
    napi.enabled = 0
    napi.scheduled = 0
    counted("polling", -1)


def napi_schedule(napi):
    if not alive(napi):
        broken("used_after_release", napi, "the NAPI instance was freed")
        return False
    if napi.enabled == 0:
        napi.missed = 1
        world.refused = 1
        return False
    if napi.scheduled:
        napi.missed = 1
        return False
    napi.scheduled = 1
    world.scheduled = 1
    push(ref(world.poll_list), napi)
    return True


def napi_complete_done(napi, work):
    napi.completed = 1
    napi.scheduled = 0
    if napi.missed:
        napi.missed = 0
        napi_schedule(napi)
    return True


def net_rx_action():
    """net/core/dev.c:6502: polled again only if it used its whole budget."""
    if world.waiting:
        happens("the poll runs here")
        world.waiting = 0
    while length(ref(world.poll_list)) > 0:
        if world.rounds > 3:
            world.rounds = 0
            return None
        counted("rounds", 1)
        napi = world.poll_list[0]
        removed = remove(ref(world.poll_list), napi)
        counted("in_softirq", 1)
        enter("poll")
        work = run_poll(napi)
        judge_poll(napi, work)
        leave()
        counted("in_softirq", -1)
        if work >= 64 and napi.scheduled:
            push(ref(world.poll_list), napi)
    world.rounds = 0


def run_poll(napi):
    """One round: of the type that the driver gave, or of its function."""
    poll = function_of(napi.poll)
    if is_function(poll):
        return poll(napi, 64)
    return invoke(napi.poll, "poll_callback", napi, 64)


@source("Documentation/networking/napi.rst: less than the budget and complete, or the budget and not")
def judge_poll(napi, work):
    if work < 64 and napi.completed == 0:
        broken("napi_protocol", "NAPI", "less than the budget, and `napi_complete_done` was not called")
    if work >= 64 and napi.completed:
        broken("napi_protocol", "NAPI", "the whole budget, though `napi_complete_done` was called")
    napi.completed = 0


def netif_start_queue(dev):
    dev.queue_stopped = 0


def netif_stop_queue(dev):
    dev.queue_stopped = 1
    interrupt_point()


def netif_wake_queue(dev):
    dev.queue_stopped = 0


def netif_carrier_on(dev):
    dev.carrier = 1


def netif_carrier_off(dev):
    dev.carrier = 0


@source("lib/dynamic_queue_limits.c: the limit starts at 0, the first packet stops the queue; it grows later")
def netdev_sent_queue(dev, bytes):
    dev.in_flight = dev.in_flight + bytes
    if chance("the limit of the queue has grown") == 0:
        dev.stack_xoff = 1
    note_sent(dev)


@symptom("kernel BUG at lib/dynamic_queue_limits.c:27!")
def netdev_completed_queue(dev, packets, bytes):
    if bytes > dev.in_flight:
        broken("bql_imbalance", "bytes in flight", "more bytes completed than sent")
        bug("kernel BUG at lib/dynamic_queue_limits.c:27!")
    dev.in_flight = dev.in_flight - bytes
    if bytes > 0:
        dev.stack_xoff = 0


def netdev_reset_queue(dev):
    dev.in_flight = 0
    dev.stack_xoff = 0


@acquires("net.skb", "return")
@fails("null", 12)
@source("include/linux/skbuff.h:3466 the head is a piece of a page unless that is too much or too little")
def netdev_alloc_skb_ip_align(dev, size):
    skb = new_skb(0, size)
    skb.page_head = size + 64 > 704 and size + 64 <= 3776
    return skb


def new_skb(size, capacity):
    return allocate(SkBuff(references=1, len=size, data=allocate(bytes(capacity))))


def napi_gro_receive(skb):
    """net/core/gro.c: the stack takes one reference. A buffer that it merges into another one is freed
    at once if its head is a piece of a page, whoever else refers to it."""
    if skb.page_head and skb.references > 1:
        broken("gro_shared_skb", skb, "a second reference to it is held")
    put_buffer(skb)


@source("include/linux/skbuff.h:1303 not with interrupts off")
def kfree_skb(skb):
    """net/core/skbuff.c: the last reference frees the buffer and its data."""
    put_buffer(skb, "kfree_skb")


@source("include/linux/skbuff.h:3874 a buffer that cannot be made longer is freed")
def skb_put_padto(skb, length):
    if skb.len < length:
        if inject("skb_put_padto"):
            consume(skb)
            put_buffer(skb)
            return -12
        skb.len = length
    return 0
