"""The allocator of the C API, pages, and the numbers of errors.

Sources: mm/slub.c, mm/slab_common.c, mm/vmalloc.c, mm/util.c, mm/page_alloc.c, mm/percpu.c (6.12).
"""

constants = {
    "bindings::GFP_KERNEL": 0xCC0, "bindings::GFP_ATOMIC": 0xA20, "bindings::__GFP_ZERO": 0x100,
}
resources = {
    "rust.raw": {"noun": "the value given away with `into_raw`", "release": "`from_raw`", "life": "raw"},
    "net.skb": {
        "noun": "the socket buffer", "release": "freeing it or giving it to the stack", "life": "memory",
    },
    "mem.kmalloc": {"noun": "the allocated memory", "release": "`kfree`", "life": "memory"},
    "mem.kvmalloc": {"noun": "the allocated memory", "release": "`kvfree`", "life": "memory"},
    "mem.devm": {"noun": "the managed memory", "release": "the end of the binding", "life": "listed"},
    "mem.page": {"noun": "the pages", "release": "`__free_pages`", "life": "memory"},
    "mem.kmap": {"noun": "the mapping of a page", "release": "`kunmap_local`", "life": "function"},
    "mem.percpu": {"noun": "the memory of each CPU", "release": "`free_percpu`", "life": "memory"},
    "mem.bitmap": {"noun": "the bitmap", "release": "`bitmap_free`", "life": "memory"},
    "mem.cpumask": {"noun": "the CPU mask", "release": "`free_cpumask_var`", "life": "memory"},
}


@fails("null", 12)
@source("slab allocation: NULL without memory; Box, Arc and Vec of the camp's crate ask with GFP_KERNEL")
def kmalloc():
    context("an allocation with GFP_KERNEL", "sleeps")
    return 1


class Allocator:
    """With the flags that the driver gives."""

    path = "bindings::Allocator"

    @fails("null", 12)
    @source("rust/kernel/alloc/allocator.rs (7.1)")
    def kmalloc(flags):
        may_sleep("an allocation with GFP_KERNEL", flags)
        return 1


def may_sleep(function, flags):
    """Does the allocation wait for memory (__GFP_DIRECT_RECLAIM)?"""
    if flags & 0x400:
        context(function, "sleeps")


@fails("null", 12)
@source("mm/slab_common.c:1317 null is a new one, of size 0 a release; else grown, taken to stay where it is")
def krealloc(p, new_size, flags):
    may_sleep("krealloc", flags)
    if new_size == 0:
        kfree(p)
        return 16
    if is_null(p):
        return new_memory(new_size)
    return p


@acquires("mem.kmalloc", "return")
def new_memory(size):
    return allocate(bytes(size))


@source("7.1: mm/slub.c krealloc_node_align_noprof")
def krealloc_node_align(p, new_size, align, flags, nid):
    return krealloc(p, new_size, flags)


@source("mm/slub.c:4817 nothing for null")
@releases("mem.kmalloc", "object")
def kfree(object):
    if not is_null(object):
        free(object)


@source("mm/slab_common.c:1345 zeroed before")
def kfree_sensitive(p):
    kfree(p)


@fails("null", 12)
@context("sleeps")
@source("mm/vmalloc.c:4133 as krealloc (6.1 has none)")
def vrealloc(p, size, flags):
    return regrown(p, size)


@fails("null", 12)
@source("mm/util.c:745 as krealloc")
def kvrealloc(p, size, flags):
    may_sleep("kvrealloc", flags)
    return regrown(p, size)


@source("7.1: mm/vmalloc.c vrealloc_node_align_noprof")
def vrealloc_node_align(p, size, align, flags, nid):
    return vrealloc(p, size, flags)


@source("7.1: mm/slub.c kvrealloc_node_align_noprof")
def kvrealloc_node_align(p, size, align, flags, nid):
    return kvrealloc(p, size, flags)


def regrown(p, size):
    if size == 0:
        kvfree(p)
        return 16
    if is_null(p):
        return new_kv_memory(size)
    return p


@acquires("mem.kvmalloc", "return")
def new_kv_memory(size):
    return allocate(bytes(size))


@fails("null", 12)
@context("sleeps")
@source("include/linux/vmalloc.h:145")
def vmalloc(size):
    return new_kv_memory(size)


@releases("mem.kvmalloc", "addr")
@symptom("Trying to vfree() nonexistent vm area")
@source("mm/vmalloc.c:3407 nothing for null; may sleep, but in an interrupt it is done later")
def vfree(addr):
    if world.in_hardirq == 0 and world.in_softirq == 0:
        context("vfree", "sleeps")
    if not is_null(addr):
        free(addr)


@source("mm/util.c:696 vfree or kfree")
def kvfree(addr):
    release("mem.kmalloc", addr)
    vfree(addr)


class page:
    """`struct page`, the first of a power of two of them."""

    order: "unsigned int"


@acquires("mem.page", "return")
@fails("null", 12)
@source("include/linux/gfp.h:315 a macro over alloc_pages_noprof, for Rust a function")
def alloc_pages(gfp, order):
    may_sleep("alloc_pages", gfp)
    return allocate(page(order=order))


@releases("mem.page", "page")
@symptom("BUG: Bad page state in process")
@source("mm/page_alloc.c:4936 with the order that it was allocated with")
def __free_pages(page, order):
    free(page)


@acquires("mem.page", "return")
@fails("null", 12)
@source("include/linux/gfp.h:355 the address of the memory instead of the page")
def __get_free_pages(gfp, order):
    may_sleep("__get_free_pages", gfp)
    return allocate(page(order=order))


@releases("mem.page", "addr")
@source("mm/page_alloc.c:4952 nothing for 0")
def free_pages(addr, order):
    if not is_null(addr):
        free(addr)


@acquires("mem.kmap", "page")
@source("include/linux/highmem-internal.h:71 the last mapping must go first")
def kmap_local_page(page):
    needs(page, "the page")
    return page


@releases("mem.kmap", "addr", "held")
@source("include/linux/highmem-internal.h:279 a macro over kunmap_local; by the address")
def kunmap_local(addr):
    return None


@acquires("mem.kmap", "page")
@context("sleeps")
@source("include/linux/highmem-internal.h:40")
def kmap(page):
    needs(page, "the page")
    return page


@releases("mem.kmap", "page", "held")
@context("sleeps")
@source("include/linux/highmem-internal.h:53 by the page")
def kunmap(page):
    return None


@acquires("mem.percpu", "return")
@fails("null", 12)
@context("sleeps")
@source("include/linux/percpu.h:145 a macro over __alloc_percpu")
def __alloc_percpu(size, align):
    return allocate(bytes(size))


@releases("mem.percpu", "ptr")
@source("mm/percpu.c:2235 nothing for null")
def free_percpu(ptr):
    if not is_null(ptr):
        free(ptr)


@acquires("mem.bitmap", "return")
@fails("null", 12)
@source("lib/bitmap.c:724")
def bitmap_zalloc(nbits, flags):
    may_sleep("bitmap_zalloc", flags)
    return allocate(bytes((nbits + 63) // 64 * 8))


@releases("mem.bitmap", "bitmap")
@source("lib/bitmap.c:743 kfree")
def bitmap_free(bitmap):
    if not is_null(bitmap):
        free(bitmap)


@acquires("mem.cpumask", "mask")
@fails("null", 12)
@source("include/linux/cpumask.h:960 false without memory; without CONFIG_CPUMASK_OFFSTACK always true")
def zalloc_cpumask_var(mask, flags):
    may_sleep("zalloc_cpumask_var", flags)
    return True


@acquires("mem.cpumask", "mask")
@fails("null", 12)
@source("include/linux/cpumask.h:954")
def alloc_cpumask_var(mask, flags):
    may_sleep("alloc_cpumask_var", flags)
    return True


@releases("mem.cpumask", "mask", "held")
@source("lib/cpumask.c:98 kfree")
def free_cpumask_var(mask):
    return None
