"""Network devices and socket buffers under the names that C and bindgen give their functions.

Sources: net/core/dev.c, net/core/skbuff.c, net/ethernet/eth.c, include/linux/netdevice.h (6.12).
"""

resources = {
    "net.hold": {"noun": "the reference of an interface", "release": "`dev_put`", "life": "function"},
}


@source("net/ethernet/eth.c:376 (further queues are not looked at)")
def alloc_etherdev_mqs(sizeof_priv, txqs, rxqs):
    return alloc_etherdev()


@source("net/core/dev.c:11313")
def alloc_netdev_mqs(sizeof_priv, name, name_assign_type, setup, txqs, rxqs):
    return alloc_etherdev()


@source("net/core/dev.c:6821 on the device's list until it is deleted or the device goes")
def netif_napi_add_weight(dev, napi, poll, weight):
    netif_napi_add(dev, napi, poll)


@releases("napi.listed", "napi")
@context("sleeps")
@source("net/core/dev.c:6919 nothing if it is not listed; readers may use it until the next grace period")
def __netif_napi_del(napi):
    if is_a(napi.dev, "kernel::net::Device"):
        removed = remove(ref(napi.dev.napis), napi)


@context("sleeps")
@source("include/linux/netdevice.h:2700 and waits for readers")
def netif_napi_del(napi):
    __netif_napi_del(napi)


@source("net/core/dev.c:6364 true: __napi_schedule is due")
def napi_schedule_prep(napi):
    if napi.enabled and napi.scheduled == 0:
        return True
    napi.missed = 1
    return False


@source("net/core/dev.c:6345")
def __napi_schedule(napi):
    scheduled = napi_schedule(napi)


@source("include/linux/netdevice.h:3378")
def netif_tx_start_all_queues(dev):
    netif_start_queue(dev)


@source("net/core/dev.c:10518 it does not wait for a transmission that runs")
def netif_tx_stop_all_queues(dev):
    netif_stop_queue(dev)


@source("include/linux/netdevice.h:4574 and waits for a transmission that runs")
def netif_tx_disable(dev):
    netif_stop_queue(dev)


@acquires("net.hold", "dev")
@source("include/linux/netdevice.h:4198 unregistering waits until it is given back")
def dev_hold(dev):
    one_more(dev)


def one_more(dev):
    if is_a(dev, "kernel::net::Device"):
        dev.references = dev.references + 1


@acquires("net.hold", "return")
@fails("null", 0)
@source("net/core/dev.c:842 null if there is no interface of that name")
def dev_get_by_name(net, name):
    if length(ref(world.netdevs)) == 0:
        return 0
    dev = world.netdevs[0]
    one_more(dev)
    return dev


@releases("net.hold", "dev", "held")
@source("include/linux/netdevice.h:4210 nothing for null")
def dev_put(dev):
    if is_a(dev, "kernel::net::Device"):
        dev.references = dev.references - 1


@source("net/core/skbuff.c:729")
def __netdev_alloc_skb(dev, len, gfp_mask):
    return netdev_alloc_skb_ip_align(dev, len)


@source("net/core/skbuff.c:806 in a poll only")
def napi_alloc_skb(napi, len):
    return netdev_alloc_skb_ip_align(0, len)


@acquires("net.skb", "return")
@fails("null", 12)
@source("net/core/skbuff.c:652")
def __alloc_skb(size, gfp_mask, flags, node):
    may_sleep("__alloc_skb", gfp_mask)
    return new_skb(0, size)


@source("include/linux/skbuff.h:1968 one user more")
def skb_get(skb):
    skb.references = skb.references + 1
    return skb


@source("include/linux/skbuff.h:1294 (6.1: a function; 7.1: over sk_skb_reason_drop) not with interrupts off")
def kfree_skb_reason(skb, reason):
    put_buffer(skb, "kfree_skb_reason")


@source("net/core/skbuff.c:1428 as kfree_skb, of a buffer that was not lost; not with interrupts off")
def consume_skb(skb):
    put_buffer(skb, "consume_skb")


@source("net/core/skbuff.c:1494 in a poll, with its budget")
def napi_consume_skb(skb, budget):
    put_buffer(skb)


@source("net/core/dev.c:3274 in any context; later, where interrupts are off")
def dev_kfree_skb_any_reason(skb, reason):
    put_buffer(skb)


@source("net/core/skbuff.c:2609 longer by so much, where that is; too much is a panic")
def skb_put(skb, len):
    skb.len = skb.len + len
    return skb.data


@source("include/linux/skbuff.h:2488")
def skb_headlen(skb):
    return skb.len


@source("net/ethernet/eth.c:155 in the order of the network")
def eth_type_trans(skb, dev):
    return unknown("the protocol of a frame")


@source("include/linux/etherdevice.h:324")
def eth_hw_addr_set(dev, addr):
    return None
