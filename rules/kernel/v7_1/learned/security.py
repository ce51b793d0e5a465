"""`kernel::security`, derived from the source of the crate."""


class SecurityCtx:
    ctx: "bindings::lsm_context"

    # learned 2dfa49ef0c56
    def from_secid(secid):
        out1_1 = 0
        r1 = security_secid_to_secctx(secid, ref(out1_1))
        if r1 < 0:
            return Err(r1)
        return Ok(SecurityCtx(ctx=out1_1))

    # learned 70e376eef4be
    def drop(self):
        security_release_secctx(self.ctx)
