"""DMA memory, mappings, pools and scatterlists of the C API.

Sources: kernel/dma/mapping.c, kernel/dma/debug.c, mm/dmapool.c, lib/scatterlist.c,
Documentation/core-api/dma-api.rst (6.12).
"""

constants = {
    "bindings::dma_data_direction_DMA_BIDIRECTIONAL": 0, "bindings::dma_data_direction_DMA_TO_DEVICE": 1,
    "bindings::dma_data_direction_DMA_FROM_DEVICE": 2, "bindings::dma_data_direction_DMA_NONE": 3,
}
resources = {
    "dma.coherent": {
        "noun": "the coherent DMA memory", "release": "dropping its `dma::Allocation`", "life": "memory",
    },
    "dma.single": {
        "noun": "the streaming DMA mapping", "release": "dropping its `dma::MapSingle`", "life": "memory",
    },
    "dma.sg": {"noun": "the mapped scatterlist", "release": "`dma_unmap_sgtable`", "life": "memory"},
    "dma.pool": {"noun": "the DMA pool", "release": "`dma_pool_destroy`", "life": "function"},
    "dma.block": {"noun": "the block of the DMA pool", "release": "`dma_pool_free`", "life": "memory"},
    "sg.table": {"noun": "the scatterlist table", "release": "`sg_free_table`", "life": "memory"},
}


def coherent_memory(dev, memory, flags):
    """Memory of the elements that whoever asks knows; null if there is none."""
    if inject("dma_alloc_coherent"):
        return 0
    if flags == 0xCC0:
        context("a coherent allocation with GFP_KERNEL", "sleeps")
    memory = allocate(memory)
    acquire("dma.coherent", memory, memory, "null")
    return memory


@source("kernel/dma/mapping.c:592 the bus address is written through `dma_handle`")
def dma_alloc_attrs(dev, size, dma_handle, flag, attrs):
    memory = coherent_memory(dev, bytes(size), flag)
    if not is_null(memory):
        old = replace(dma_handle, address(memory))
    return memory


@source("include/linux/dma-mapping.h:472 dma_alloc_attrs without attributes")
def dma_alloc_coherent(dev, size, dma_handle, gfp):
    return dma_alloc_attrs(dev, size, dma_handle, gfp, 0)


@releases("dma.coherent", "cpu_addr")
@context("irqs_off")
@symptom("WARNING: CPU: 0 at kernel/dma/mapping.c:533 dma_free_attrs")
@source("include/linux/dma-mapping.h:479 dma_free_attrs: WARN_ON(irqs_disabled())")
def dma_free_coherent(dev, size, cpu_addr, dma_handle):
    dma_given_up(cpu_addr)
    free(cpu_addr)
    given_back_now()


@source("kernel/dma/mapping.c:636 nothing for null")
def dma_free_attrs(dev, size, cpu_addr, dma_handle, attrs):
    if not is_null(cpu_addr):
        dma_free_coherent(dev, size, cpu_addr, dma_handle)


@source("kernel/dma/mapping.c:93 freed with the device's other managed resources")
def dmam_alloc_attrs(dev, size, dma_handle, gfp, attrs):
    memory = dma_alloc_attrs(dev, size, dma_handle, gfp, attrs)
    if not is_null(memory):
        entry = devres_entry(dev, dmam_release, memory)
    return memory


def dmam_release(memory):
    dma_free_coherent(0, 0, memory, 0)


@acquires("dma.single", "cpu_addr")
def mapped_single(cpu_addr):
    return address(cpu_addr)


@fails("null", 12)
@source("Documentation/core-api/dma-api.rst dma_map_single, dma_mapping_error")
def dma_map_single(dev, cpu_addr, size, direction):
    """For the crate, which takes 0 for the error."""
    handle = mapped_single(cpu_addr)
    extends("dma.single", cpu_addr, size)
    return handle


@source("Documentation/core-api/dma-api-howto.rst: a buffer is unmapped before it is used or given back")
def dma_unmap_single(dev, cpu_addr, size, direction):
    if held("dma.single", cpu_addr) and freed(cpu_addr):
        broken_resource("teardown_out_of_order", "dma.single", cpu_addr, "its buffer was freed before it")
    release("dma.single", cpu_addr)


@source("include/linux/dma-mapping.h:377 the error is DMA_MAPPING_ERROR, all ones")
def dma_map_single_attrs(dev, ptr, size, dir, attrs):
    handle = dma_map_single(dev, ptr, size, dir)
    if is_null(handle):
        return 0xFFFFFFFFFFFFFFFF
    return handle


@releases("dma.single", "addr", "held")
@symptom("device driver tries to free DMA memory it has not allocated")
@source("include/linux/dma-mapping.h:389 by the bus address; CONFIG_DMA_API_DEBUG says what does not fit")
def dma_unmap_single_attrs(dev, addr, size, dir, attrs):
    return None


@acquires("dma.single", "page")
def mapped_page(page):
    return address(page)


@source("kernel/dma/mapping.c:155")
def dma_map_page_attrs(dev, page, offset, size, dir, attrs):
    if inject("dma_map_page_attrs"):
        return 0xFFFFFFFFFFFFFFFF
    handle = mapped_page(page)
    extends("dma.single", page, offset + size)
    return handle


@releases("dma.single", "addr", "held")
@symptom("device driver tries to free DMA memory it has not allocated")
@source("kernel/dma/mapping.c:183")
def dma_unmap_page_attrs(dev, addr, size, dir, attrs):
    return None


@source("include/linux/dma-mapping.h:92 -ENOMEM for DMA_MAPPING_ERROR, else 0")
def dma_mapping_error(dev, dma_addr):
    if is_error(dma_addr):
        return -12
    return 0


@acquires("dma.sg", "sgt")
@fails("errno", 12)
@source("kernel/dma/mapping.c:289")
def dma_map_sgtable(dev, sgt, dir, attrs):
    return 0


@releases("dma.sg", "sgt", "held")
@source("include/linux/dma-mapping.h:420")
def dma_unmap_sgtable(dev, sgt, dir, attrs):
    return None


@acquires("dma.sg", "sg")
@fails("null", 0)
@source("kernel/dma/mapping.c:250 how many are mapped, 0 for an error")
def dma_map_sg_attrs(dev, sg, nents, dir, attrs):
    return nents


@releases("dma.sg", "sg", "held")
@source("kernel/dma/mapping.c:302")
def dma_unmap_sg_attrs(dev, sg, nents, dir, attrs):
    return None


class dma_pool:
    """`struct dma_pool`: blocks of one size."""

    size: "size_t"
    blocks: "int"


@acquires("dma.pool", "return")
@fails("null", 12)
@context("sleeps")
@source("mm/dmapool.c:224 (7.1: a macro over dma_pool_create_node)")
def dma_pool_create(name, dev, size, align, boundary):
    return allocate(dma_pool(size=size, blocks=0))


@releases("dma.pool", "pool", "held")
@context("sleeps")
@symptom("dma_pool_destroy x busy")
@source("mm/dmapool.c:360 nothing for null; a line of the log and a leak if blocks are in use")
def dma_pool_destroy(pool):
    if is_a(pool, "bindings::dma_pool") and pool.blocks > 0:
        printk("dma_pool_destroy: busy")
    given_up(pool)


@acquires("dma.block", "return")
@fails("null", 12)
@source("mm/dmapool.c:404 the bus address is written through `handle`")
def dma_pool_alloc(pool, mem_flags, handle):
    needs(pool, "the DMA pool")
    if mem_flags == 0xCC0:
        context("dma_pool_alloc", "sleeps")
    block = allocate(bytes(pool.size))
    pool.blocks = minimum(pool.blocks + 1, 3)
    old = replace(handle, address(block))
    return block


@releases("dma.block", "vaddr", "held")
@symptom("dma_pool_free x, 00000000 (bad vaddr)/0")
@source("mm/dmapool.c:450")
def dma_pool_free(pool, vaddr, addr):
    needs(pool, "the DMA pool")
    if is_a(pool, "bindings::dma_pool") and pool.blocks > 0:
        pool.blocks = pool.blocks - 1
    dma_given_up(vaddr)
    given_up(vaddr)


@fails("errno", 5)
@source("kernel/dma/mapping.c:878 -EIO if the mask is not supported")
def dma_set_mask(dev, mask):
    return 0


@fails("errno", 5)
@source("kernel/dma/mapping.c:897 -EIO if the mask is not supported")
def dma_set_coherent_mask(dev, mask):
    return 0


@fails("errno", 5)
@source("include/linux/dma-mapping.h:499 both")
def dma_set_mask_and_coherent(dev, mask):
    return 0


@source("include/linux/dma-mapping.h:524 (6.12: an int)")
def dma_set_max_seg_size(dev, size):
    return None


@source("kernel/dma/mapping.c:944")
def dma_max_mapping_size(dev):
    return 0xFFFFFFFFFFFFFFFF


class sg_table:
    """`struct sg_table`: the list, how many of it are mapped, how many there are."""

    sgl: "pointer"
    nents: "unsigned int"
    orig_nents: "unsigned int"

    def default():
        return sg_table(sgl=0, nents=0, orig_nents=0)


@acquires("sg.table", "table")
@fails("errno", 12)
@source("lib/scatterlist.c:375")
def sg_alloc_table(table, nents, gfp_mask):
    if gfp_mask == 0xCC0:
        context("sg_alloc_table", "sleeps")
    return 0


@acquires("sg.table", "sgt")
@fails("errno", 12)
@source("lib/scatterlist.c:579")
def sg_alloc_table_from_pages_segment(sgt, pages, n_pages, offset, size, max_segment, gfp_mask):
    if gfp_mask == 0xCC0:
        context("sg_alloc_table_from_pages_segment", "sleeps")
    return 0


@releases("sg.table", "table")
@source("lib/scatterlist.c:257 a table without a list is passed over, so a second time is nothing")
def sg_free_table(table):
    return None
