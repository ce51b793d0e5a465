"""`kernel::task`, derived from the source of the crate."""


class Task:
    f0: "kernel::types::Opaque<bindings::task_struct>"

    # learned 72dd2430009f
    def inc_ref(self):
        get_task_struct(self.f0)

    # learned 8a4837d46d92
    def dec_ref(obj):
        put_task_struct(obj)
