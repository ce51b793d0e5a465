"""`kernel::scatterlist`, derived from the source of the crate."""


class DmaMappedSgt:
    sgt: "core::NonNull<bindings::sg_table>"
    dev: "core::ARef<kernel::device::Device>"
    dir: "kernel::dma::DataDirection"

    # learned 3881c27eae5f
    def new(sgt, dev, dir):
        r1 = dma_map_sgtable(raw_of(dev), sgt, convert(dir), 0)
        if r1 < 0:
            return Err(r1)
        return Ok(DmaMappedSgt(sgt=sgt, dev=convert(dev), dir=dir))

    # learned a5e05025974f
    def drop(self):
        dma_unmap_sgtable(raw_of(self.dev), self.sgt, convert(self.dir), 0)


class RawSGTable:
    f0: "kernel::types::Opaque<bindings::sg_table>"

    # learned 3d3931d3bc69
    def new(pages, size, max_segment, flags):
        if length(pages) == 0:
            return Err(-22)
        r1 = sg_alloc_table_from_pages_segment(zero(0), pages, length(pages), 0, size, max_segment, flags.f0)
        if r1 < 0:
            return Err(r1)
        return Ok(RawSGTable(f0=zero(0)))

    # learned ce2f7bac6c57
    def drop(self):
        sg_free_table(self.f0)
