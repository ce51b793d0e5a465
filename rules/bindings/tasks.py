"""References of what tasks have, and wait queues.

Sources: kernel/fork.c, kernel/cred.c, kernel/pid_namespace.c, include/linux/sched/mm.h,
include/net/net_namespace.h, kernel/sched/wait.c, security/security.c (6.12).
"""

resources = {
    "mm.ref": {"noun": "the reference of an address space", "release": "`mmput`", "life": "function"},
    "mm.grab": {"noun": "the reference of an mm_struct", "release": "`mmdrop`", "life": "function"},
    "cred.ref": {"noun": "the reference of credentials", "release": "`put_cred`", "life": "function"},
    "ref.pidns": {"noun": "the reference of a PID namespace", "release": "`put_pid_ns`", "life": "function"},
    "ref.net": {"noun": "the reference of a network namespace", "release": "`put_net`", "life": "function"},
    "wait.entry": {"noun": "the entry in a wait queue", "release": "`finish_wait`", "life": "function"},
    "sec.ctx": {"noun": "the security context", "release": "`security_release_secctx`", "life": "function"},
}


@acquires("mm.ref", "mm")
@source("include/linux/sched/mm.h:131 a user")
def mmget(mm):
    return None


@acquires("mm.ref", "mm")
@fails("null", 0)
@source("include/linux/sched/mm.h:136 false if there are no users any more")
def mmget_not_zero(mm):
    return True


@releases("mm.ref", "mm", "held")
@context("sleeps")
@source("kernel/fork.c:1394")
def mmput(mm):
    return None


@releases("mm.ref", "mm", "held")
@source("kernel/fork.c:1412 later, by a work queue: may be called where nothing may sleep")
def mmput_async(mm):
    return None


@acquires("mm.grab", "mm")
@source("include/linux/sched/mm.h:35 of the structure, not of what is mapped")
def mmgrab(mm):
    return None


@releases("mm.grab", "mm", "held")
@source("include/linux/sched/mm.h:47")
def mmdrop(mm):
    return None


@acquires("cred.ref", "cred")
@source("include/linux/cred.h:248 null for null")
def get_cred(cred):
    return cred


class cred:
    """`struct cred`."""

    uid: "kuid_t"


@acquires("cred.ref", "return")
@fails("null", 12)
@context("sleeps")
@source("kernel/cred.c:206")
def prepare_creds():
    return allocate(cred(uid=0))


@releases("cred.ref", "_cred", "held")
@source("include/linux/cred.h:293 nothing for null")
def put_cred(_cred):
    return None


@acquires("ref.pidns", "ns")
@source("include/linux/pid_namespace.h:51")
def get_pid_ns(ns):
    return ns


class pid_namespace:
    """`struct pid_namespace`."""

    level: "unsigned int"


@acquires("ref.pidns", "return")
@fails("null", 0)
@source("7.1: rust/helpers/pid_namespace.c task_get_pid_ns (6.12 has none)")
def task_get_pid_ns(task):
    return allocate(pid_namespace(level=0))


@releases("ref.pidns", "ns", "held")
@source("kernel/pid_namespace.c:156")
def put_pid_ns(ns):
    return None


@acquires("ref.net", "net")
@source("include/net/net_namespace.h:261")
def get_net(net):
    return net


@releases("ref.net", "net", "held")
@source("include/net/net_namespace.h:280")
def put_net(net):
    return None


@acquires("wait.entry", "wq_entry")
@source("kernel/sched/wait.c:17 before its memory goes, which is often a local, it must be taken out")
def add_wait_queue(wq_head, wq_entry):
    return None


@releases("wait.entry", "wq_entry", "held")
@source("kernel/sched/wait.c:50")
def remove_wait_queue(wq_head, wq_entry):
    return None


@acquires("sec.ctx", "cp")
@fails("errno", 22)
@source("security/security.c:4417 (6.12: through two pointers; 7.1: fills a struct lsm_context)")
def security_secid_to_secctx(secid, cp):
    return 0


@releases("sec.ctx", "cp", "held")
@source("security/security.c:4447 (6.12: the text and its length; 7.1: the struct lsm_context)")
def security_release_secctx(cp):
    return None


@source("kernel/sched/wait.c:209 those that poll; the memory of the queue is freed after a grace period")
def __wake_up_pollfree(wq_head):
    return None
