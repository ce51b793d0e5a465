"""`kernel::net::filter`, derived from the source of the crate."""


class Registration(Generic[T]):
    hook: "bindings::nf_hook_ops"
    ns: "core::Option<core::ARef<kernel::net::Namespace>>"
    dev: "core::Option<core::ARef<kernel::net::Device>>"

    # learned 8b9b4707e51e
    def drop(self):
        if is_none(self.ns):
            return None
        nf_unregister_net_hook(raw_of(payload(self.ns)).value, self.hook)
        drop_now(own(self.hook.priv_))
