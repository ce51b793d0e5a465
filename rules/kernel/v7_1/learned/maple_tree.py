"""`kernel::maple_tree`, derived from the source of the crate."""


class MapleTree(Generic[T]):
    tree: "kernel::types::Opaque<bindings::maple_tree>"

    # learned b7dd09bfdfc3
    def new():
        out1_0 = 0
        mt_init_flags(ref(out1_0), 0)
        return Ok(MapleTree(tree=out1_0))


class MapleTreeAlloc(Generic[T]):
    tree: "kernel::maple_tree::MapleTree<'T>"

    # learned 7f9fb59c93b4
    def new():
        out1_0 = 0
        mt_init_flags(ref(out1_0), MT_FLAGS_ALLOC_RANGE)
        return Ok(MapleTreeAlloc(tree=MapleTree(tree=out1_0)))
