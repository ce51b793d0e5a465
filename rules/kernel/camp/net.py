"""`kernel::net` of the camp's crate (rust branch on 6.1): thin wrappers over net_device, NAPI and skb.

As implemented, `Registration` never takes the private data back, and `alloc_skb_ip_align` takes an
extra reference; as intended, the data is dropped after unregistering and the buffer has one owner.
"""


class Device:
    """`struct net_device`."""

    references: "int"
    ops: "type"
    ops_adapter: "type"
    drvdata: "pointer"
    up: "bool"
    registered: "bool"
    carrier: "bool"
    queue_stopped: "bool"
    stack_xoff: "bool"
    in_flight: "int"
    napis: "Vec"
    identity = ["0", "dev"]

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        if self.references > 1:
            self.references = self.references - 1
        else:
            broken("refcount_imbalance", "the network device", "one more is put than was taken")

    def netif_carrier_on(self):
        netif_carrier_on(self)

    def netif_carrier_off(self):
        netif_carrier_off(self)

    def eth_hw_addr_set(self, address):
        return None

    def mtu_get(self):
        return 1500

    def max_mtu_set(self, value):
        return None

    def min_mtu_set(self, value):
        return None

    def flags_get(self):
        return unknown("the flags that user space sets")

    def priv_flags_get(self):
        return unknown("the private flags of the device")

    def priv_flags_set(self, value):
        return None

    def sent_queue(self, bytes):
        netdev_sent_queue(self, bytes)

    def completed_queue(self, packets, bytes):
        netdev_completed_queue(self, packets, bytes)

    def netif_start_queue(self):
        netif_start_queue(self)

    def netif_stop_queue(self):
        netif_stop_queue(self)

    def netif_wake_queue(self):
        netif_wake_queue(self)

    def reset_queue(self):
        netdev_reset_queue(self)

    def alloc_skb_ip_align(self, size):
        skb = netdev_alloc_skb_ip_align(self, size)
        if skb == 0:
            return Err(-12)
        if not intended():
            skb.references = 2
        return Ok(as_counted(skb))


class Registration(Generic[T]):
    dev: "*mut net_device"
    registered: "bool"

    def try_new(parent):
        dev = alloc_etherdev()
        if dev == 0:
            return Err(-12)
        return Ok(Registration(dev=dev, registered=0))

    def dev_get(self):
        self.dev.references = self.dev.references + 1
        return as_counted(self.dev)

    def register(self, data):
        self.dev.ops = only(T, "kernel::net::DeviceOperations")
        self.dev.ops_adapter = Self
        self.dev.drvdata = as_raw(data)
        ret = register_netdev(self.dev)
        if ret != 0:
            if intended():
                drop_now(own(self.dev.drvdata))
            self.dev.drvdata = 0
            return Err(ret)
        self.registered = 1
        return Ok(None)

    def drop(self):
        if self.registered:
            unregister_netdev(self.dev)
        token = self.dev.drvdata
        free_netdev(self.dev)
        if intended() and self.registered:
            drop_now(own(token))

    def open_callback(dev):
        return errno_of(invoke(dev.ops, "open", borrow(dev), borrow(dev.drvdata)))

    def stop_callback(dev):
        return errno_of(invoke(dev.ops, "stop", borrow(dev), borrow(dev.drvdata)))

    def start_xmit_callback(skb, dev):
        return number_of(invoke(dev.ops, "start_xmit", borrow(skb), borrow(dev), borrow(dev.drvdata)))

    def get_stats64_callback(dev):
        stats = RtnlLinkStats64(bytes=0)
        invoke(dev.ops, "get_stats64", borrow(dev), borrow(dev.drvdata), ref(stats))


class RtnlLinkStats64:
    bytes: "u64"

    def set_rx_bytes(self, value):
        return None

    def set_rx_packets(self, value):
        return None

    def set_tx_bytes(self, value):
        return None

    def set_tx_packets(self, value):
        return None


class NetdevTx:
    variants = ["Ok", "Busy"]
    numbers = {"Ok": 0, "Busy": 16}


class Napi:
    """`struct napi_struct`."""

    dev: "pointer"
    poll: "type"
    enabled: "bool"
    scheduled: "bool"
    missed: "bool"
    completed: "bool"
    identity = ["0"]

    def enable(self):
        napi_enable(raw_of(self))

    def disable(self):
        napi_disable(raw_of(self))

    def schedule(self):
        ignored = napi_schedule(raw_of(self))

    def complete_done(self, work):
        ignored = napi_complete_done(raw_of(self), work)

    def gro_receive(self, skb):
        if intended():
            skb.references = skb.references + 1
        napi_gro_receive(raw_of(skb))

    def dev_get(self):
        self.dev.references = self.dev.references + 1
        return as_counted(self.dev)


class NapiAdapter(Generic[T]):
    def add_weight(dev, weight):
        if kmalloc() == 0:
            return Err(-12)
        napi = arc(Napi(dev=0, poll=0))
        netif_napi_add(raw_of(dev), as_raw(peek(napi)), Self)
        return Ok(napi)

    def poll_callback(napi, budget):
        dev = napi.dev
        return invoke(
            only(T, "kernel::net::NapiPoller"), "poll", borrow(napi), budget, borrow(dev), borrow(dev.drvdata)
        )


class SkBuff:
    """`struct sk_buff`."""

    references: "int"
    len: "u32"
    data: "pointer"
    page_head: "bool"
    identity = ["0"]

    def inc_ref(self):
        self.references = self.references + 1

    def dec_ref(self):
        put_buffer(raw_of(self), "kfree_skb_reason")

    def head_data(self):
        return borrow(self.data)

    def len(self):
        return self.len

    def data_len(self):
        return 0

    def eth_type_trans(self, dev):
        return 8

    def put_padto(self, length):
        return skb_put_padto(raw_of(self), length)

    def napi_consume(self, budget):
        put_buffer(raw_of(self))

    def put(self, length):
        self.len = self.len + length

    def protocol_set(self, protocol):
        return None


def errno_of(result):
    if is_err(result):
        return error_number(payload(result))
    return 0


def number_of(result):
    return discriminant(result)


constants = {"kernel::net::Ipv4Addr::ANY": 0}


class Namespace:
    number: "int"


def init_ns():
    return Namespace(number=0)


class Ipv4Addr:
    number: "u32"

    def new(a, b, c, d):
        return Ipv4Addr(number=a * 0x1000000 + b * 0x10000 + c * 0x100 + d)


class SocketAddrV4:
    address: "Ipv4Addr"
    port: "u16"

    def new(address, port):
        return SocketAddrV4(address=address, port=port)


class SocketAddr:
    variants = ["V4", "V6"]

replaces = {
    "kernel::net::Device::inc_ref": ["+net.hold, then success", "counted in `references`"],
}
