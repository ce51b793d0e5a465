"""`kernel::scatterlist` of Linux 7.1: pages that are mapped for a device until it is unbound."""

from bindings import Allocator
from core import OwnedIter
from kernel.devres import Devres


class SGTable:
    mapped: "Devres<Mapped>"
    pages: "P"

    def new(dev, pages, direction, flags):
        """The mapping goes with the device; the pages with the table, after it."""
        table = Allocator.kmalloc(flags)
        if table == 0:
            return Err(-12)
        token = pages_mapped(raw_of(dev))
        if token == 0:
            return Err(-12)
        made = Devres.new(dev, Mapped(token=token))
        if is_err(made):
            return made
        return Ok(SGTable(mapped=payload(made), pages=pages))

    def iter(self):
        return OwnedIter(items=[SGEntry(number=0)], index=0)


class Mapped:
    token: "pointer"

    def drop(self):
        pages_unmapped(self.token)


class SGEntry:
    number: "int"

    def dma_address(self):
        return anything(64)

    def dma_len(self):
        return anything(32)


class Owned:
    number: "int"


@acquires("dma.sg", "return")
@fails("null", 12)
def pages_mapped(dev):
    return allocate(SGEntry(number=0))


@releases("dma.sg", "token")
def pages_unmapped(token):
    free(token)

own = ["kernel::scatterlist::Mapped"]
