"""`kernel::maple_tree`, derived from the source of the crate."""


class MapleTree(Generic[T]):
    tree: "kernel::types::Opaque<bindings::maple_tree>"

    # learned b7dd09bfdfc3
    def new():
        out1_0 = 0
        mt_init_flags(ref(out1_0), 0)
        return Ok(MapleTree(tree=out1_0))
