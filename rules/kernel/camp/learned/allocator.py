"""`kernel::allocator`, derived from the source of the crate."""


# learned 0da276835b2c
def __rust_alloc(size, _align):
    r1 = krealloc(0, size, 3264)
    return r1


# learned 73c750f0c97e
def __rust_dealloc(ptr, _size, _align):
    kfree(ptr)


# learned a9a4ebac1206
def __rust_realloc(ptr, _old_size, _align, new_size):
    r1 = krealloc(ptr, new_size, 3264)
    return r1


# learned 7cb0244bf87a
def __rust_alloc_zeroed(size, _align):
    r1 = krealloc(0, size, 3520)
    return r1


class KernelAllocator:

    # learned 8c7400b8eac3
    def dealloc(self, ptr, _layout):
        kfree(ptr)
