"""`kernel::list`, derived from the source of the crate."""

from core import Arc


class ListArc(Generic[T, ID]):
    arc: "core::Arc<'T>"

    # learned 1393cde7a375
    def try_from_arc_or_drop(arc):
        r1 = arc.try_new_list_arc()
        if r1 == 0:
            if arc.ptr == 0:
                r2 = refcount_dec_and_test(ref(NONE.refcount))
                if r2 == 0:
                    return NONE
                REFCOUNT_INIT(1)
                r4 = Arc(inner=arc).as_mut()
                invoke(T, "on_create_list_arc_from_unique", r4)
                return Some(ListArc(arc=convert(Arc(inner=arc))))
            r2 = refcount_dec_and_test(ref(Some(arc.ptr).refcount))
            if r2 == 0:
                return NONE
            REFCOUNT_INIT(1)
            r4 = Arc(inner=arc).as_mut()
            invoke(T, "on_create_list_arc_from_unique", r4)
            return Some(ListArc(arc=convert(Arc(inner=arc))))
        return Some(ListArc(arc=arc))

    # learned 4b15d45cea11
    def drop(self):
        invoke(T, "on_drop_list_arc", self.arc)
