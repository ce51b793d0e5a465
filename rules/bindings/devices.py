"""Devices of other subsystems: I2C, USB, input, hwrng, firmware, runtime PM, sockets and hooks.

Sources: drivers/i2c/i2c-core-base.c, drivers/usb/core/usb.c, drivers/input/input.c,
drivers/char/hw_random/core.c, drivers/base/firmware_loader/main.c, drivers/base/power/runtime.c,
net/socket.c, net/netfilter/core.c (6.12). The drivers of a bus are registered elsewhere.
"""

resources = {
    "i2c.client": {"noun": "the I2C client", "release": "`i2c_unregister_device`", "life": "function"},
    "i2c.adapter": {
        "noun": "the reference of an I2C adapter", "release": "`i2c_put_adapter`", "life": "function",
    },
    "usb.dev": {"noun": "the reference of a USB device", "release": "`usb_put_dev`", "life": "function"},
    "usb.intf": {"noun": "the reference of a USB interface", "release": "`usb_put_intf`", "life": "function"},
    "usb.urb": {"noun": "the URB", "release": "`usb_free_urb`", "life": "function"},
    "usb.submitted": {"noun": "the submitted URB", "release": "`usb_kill_urb`", "life": "function"},
    "input.dev": {"noun": "the input device", "release": "`input_free_device`", "life": "function"},
    "input.reg": {
        "noun": "the registered input device", "release": "`input_unregister_device`", "life": "function",
    },
    "hwrng.dev": {
        "noun": "the random number generator", "release": "`hwrng_unregister`", "life": "function",
    },
    "fw.req": {"noun": "the firmware", "release": "`release_firmware`", "life": "memory"},
    "pm.rt": {"noun": "the use of a device", "release": "`pm_runtime_put`", "life": "function"},
    "pm.enable": {"noun": "the enabled runtime PM", "release": "`pm_runtime_disable`", "life": "function"},
    "net.sock": {"noun": "the socket", "release": "`sock_release`", "life": "function"},
    "net.hook": {"noun": "the netfilter hook", "release": "`nf_unregister_net_hook`", "life": "function"},
}


class i2c_client:
    """`struct i2c_client`."""

    addr: "u16"


@acquires("i2c.client", "return")
@fails("err_ptr", 16)
@context("sleeps")
@source("drivers/i2c/i2c-core-base.c:957 i2c_new_client_device: -EBUSY for an address that is taken")
def i2c_new_client_device(adap, info):
    needs(adap, "the I2C adapter")
    return allocate(i2c_client(addr=0))


@releases("i2c.client", "client", "held")
@context("sleeps")
@source("drivers/i2c/i2c-core-base.c:1050 nothing for null and errors")
def i2c_unregister_device(client):
    given_up(client)


class i2c_adapter:
    """`struct i2c_adapter`."""

    nr: "int"


@acquires("i2c.adapter", "return")
@fails("null", 0)
@context("sleeps")
@source("drivers/i2c/i2c-core-base.c:2622 null if there is none; of the device and of its module")
def i2c_get_adapter(nr):
    return allocate(i2c_adapter(nr=nr))


@releases("i2c.adapter", "adap", "held")
@source("drivers/i2c/i2c-core-base.c:2642 nothing for null")
def i2c_put_adapter(adap):
    given_up(adap)


@acquires("usb.dev", "dev")
@source("drivers/usb/core/usb.c:768 null for null")
def usb_get_dev(dev):
    return dev


@releases("usb.dev", "dev", "held")
@source("drivers/usb/core/usb.c:783 nothing for null; the last reference may sleep")
def usb_put_dev(dev):
    return None


@acquires("usb.intf", "intf")
@source("drivers/usb/core/usb.c:806 null for null")
def usb_get_intf(intf):
    return intf


@releases("usb.intf", "intf", "held")
@source("drivers/usb/core/usb.c:822 nothing for null")
def usb_put_intf(intf):
    return None


class urb:
    """`struct urb`."""

    status: "int"


@acquires("usb.urb", "return")
@fails("null", 12)
@source("drivers/usb/core/urb.c:71 counted")
def usb_alloc_urb(iso_packets, mem_flags):
    may_sleep("usb_alloc_urb", mem_flags)
    return allocate(urb(status=0))


@releases("usb.urb", "urb", "held")
@source("drivers/usb/core/urb.c:94 one reference; nothing for null")
def usb_free_urb(urb):
    given_up(urb)


@acquires("usb.submitted", "urb")
@fails("errno", 22)
@source("drivers/usb/core/urb.c:368 -EBUSY if it is submitted; its function runs once, in an interrupt")
def usb_submit_urb(urb, mem_flags):
    needs(urb, "the URB")
    may_sleep("usb_submit_urb", mem_flags)
    return 0


@releases("usb.submitted", "urb")
@context("sleeps")
@source("drivers/usb/core/urb.c:699 waits for its function; nothing if it is not submitted")
def usb_kill_urb(urb):
    needs(urb, "the URB")


class input_dev:
    """`struct input_dev`."""

    users: "unsigned int"


@acquires("input.dev", "return")
@fails("null", 12)
@context("sleeps")
@source("drivers/input/input.c:1970")
def input_allocate_device():
    return allocate(input_dev(users=0))


@releases("input.dev", "dev", "held")
@context("sleeps")
@source("drivers/input/input.c:2094 nothing for null; only of one that was never registered")
def input_free_device(dev):
    given_up(dev)


@acquires("input.reg", "dev")
@fails("errno", 12)
@context("sleeps")
@source("drivers/input/input.c:2402 after an error input_free_device is due")
def input_register_device(dev):
    needs(dev, "the input device")
    return 0


@releases("input.reg", "dev", "held")
@context("sleeps")
@source("drivers/input/input.c:2498 gives the device back too, so input_free_device must not follow")
def input_unregister_device(dev):
    release("input.dev", dev)
    given_up(dev)


@acquires("hwrng.dev", "rng")
@fails("errno", 17)
@context("sleeps")
@source("drivers/char/hw_random/core.c:564 -EEXIST for a name that is taken")
def hwrng_register(rng):
    return 0


@releases("hwrng.dev", "rng", "held")
@context("sleeps")
@source("drivers/char/hw_random/core.c:615 a second time the list is broken: an oops")
def hwrng_unregister(rng):
    return None


class firmware:
    """`struct firmware`: what was read from a file."""

    size: "size_t"
    data: "pointer"


def read_file(fw):
    """It is written through the first argument."""
    blob = allocate(firmware(size=unknown("the length of a firmware file"), data=0))
    acquire("fw.req", blob, 0, "errno")
    old = replace(fw, blob)
    return 0


@fails("errno", 2)
@context("sleeps")
@source("include/linux/firmware.h:123")
def request_firmware(fw, name, device):
    return read_file(fw)


@fails("errno", 2)
@context("sleeps")
@source("drivers/base/firmware_loader/main.c:1016 without a line in the log")
def firmware_request_nowarn(fw, name, device):
    return read_file(fw)


@fails("errno", 2)
@context("sleeps")
@source("drivers/base/firmware_loader/main.c:1041 without the help of a process")
def request_firmware_direct(fw, name, device):
    return read_file(fw)


@releases("fw.req", "fw", "held")
@source("drivers/base/firmware_loader/main.c:1170 nothing for null")
def release_firmware(fw):
    given_up(fw)


@context("sleeps")
@source("include/linux/pm_runtime.h:425 counted also if it fails: then pm_runtime_put_noidle is due")
def pm_runtime_get_sync(dev):
    acquire("pm.rt", dev, 0, "errno")
    if inject("pm_runtime_get_sync"):
        return -13
    return 0


@acquires("pm.rt", "dev")
@fails("errno", 13)
@context("sleeps")
@source("include/linux/pm_runtime.h:438 not counted if it fails")
def pm_runtime_resume_and_get(dev):
    return 0


@acquires("pm.rt", "dev")
@source("include/linux/pm_runtime.h:122 counts and does nothing else")
def pm_runtime_get_noresume(dev):
    return None


@releases("pm.rt", "dev", "held")
@symptom("Runtime PM usage count underflow!")
@source("include/linux/pm_runtime.h:458")
def pm_runtime_put(dev):
    return 0


@releases("pm.rt", "dev", "held")
@context("sleeps")
@symptom("Runtime PM usage count underflow!")
@source("include/linux/pm_runtime.h:501")
def pm_runtime_put_sync(dev):
    return 0


@releases("pm.rt", "dev", "held")
@source("include/linux/pm_runtime.h:133 stays at 0 in silence")
def pm_runtime_put_noidle(dev):
    return None


@releases("pm.rt", "dev", "held")
@symptom("Runtime PM usage count underflow!")
@source("include/linux/pm_runtime.h:482")
def pm_runtime_put_autosuspend(dev):
    return 0


@acquires("pm.enable", "dev")
@symptom("Unbalanced pm_runtime_enable!")
@source("drivers/base/power/runtime.c:1536 undoes one pm_runtime_disable; a line in the log if there is none")
def pm_runtime_enable(dev):
    if held("pm.enable", dev):
        printk("Unbalanced pm_runtime_enable!")
        release("pm.enable", dev)


@releases("pm.enable", "dev")
@context("sleeps")
@source("include/linux/pm_runtime.h:584 counts; one too many keeps it disabled")
def pm_runtime_disable(dev):
    return None


class socket:
    """`struct socket`. `turns`: how often a task waited for it."""

    turns: "int"


def opened(res):
    """It is written through an argument."""
    made = allocate(socket(turns=0))
    acquire("net.sock", made, 0, "errno")
    old = replace(res, made)
    return 0


@fails("errno", 97)
@context("sleeps")
@source("net/socket.c:1631")
def sock_create_kern(net, family, type, protocol, res):
    return opened(res)


@fails("errno", 98)
@context("sleeps")
@source("net/socket.c:3585")
def kernel_bind(sock, addr, addrlen):
    needs(sock, "the socket")
    return 0


@fails("errno", 98)
@context("sleeps")
@source("net/socket.c:3604")
def kernel_listen(sock, backlog):
    needs(sock, "the socket")
    return 0


@fails("errno", 11)
@context("sleeps")
@source("net/socket.c:3621")
def kernel_accept(sock, newsock, flags):
    needs(sock, "the socket")
    return opened(newsock)


@releases("net.sock", "sock", "held")
@context("sleeps")
@source("net/socket.c:667")
def sock_release(sock):
    given_up(sock)


@acquires("net.hook", "ops")
@fails("errno", 12)
@context("sleeps")
@source("net/netfilter/core.c:557 live at once")
def nf_register_net_hook(net, ops):
    return 0


@releases("net.hook", "ops", "held")
@context("sleeps")
@symptom("hook not found, pf 2 num 0")
@source("net/netfilter/core.c:529 WARN if it is not registered; what it uses is freed after a grace period")
def nf_unregister_net_hook(net, ops):
    return None
