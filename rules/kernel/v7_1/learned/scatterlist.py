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

    # learned ce2f7bac6c57
    def drop(self):
        sg_free_table(self.f0)
