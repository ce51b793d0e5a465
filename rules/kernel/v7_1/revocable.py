"""`kernel::revocable` of Linux 7.1: access until it is revoked; revoking drops the value."""


from core import PinInit


class Revocable(Generic[T]):
    value: "Option<T>"

    def new(data):
        result = PinInit.run(data)
        if is_err(result):
            return result
        return Ok(Revocable(value=Some(payload(result))))

    def try_access(self):
        if is_some(self.value):
            counted("reading", 1)
            return Some(RevocableGuard(inner=payload_ref(self.value)))
        return NONE

    def try_access_with(self, body):
        if is_some(self.value):
            counted("reading", 1)
            result = body(payload_ref(self.value))
            counted("reading", -1)
            return Some(result)
        return NONE

    def access(self):
        return payload_ref(self.value)

    def revoke(self):
        if is_some(self.value):
            context("synchronize_rcu", "sleeps")
            drop_now(replace(ref(self.value), NONE))
            return True
        return False

    def revoke_nosync(self):
        if is_some(self.value):
            drop_now(replace(ref(self.value), NONE))
            return True
        return False


class RevocableGuard:
    """Holds the RCU read lock."""

    inner: "&T"
    deref = "inner"

    def drop(self):
        counted("reading", -1)

replaces = {
    "kernel::revocable::Revocable::try_access": [
        "+rcu.read, then success; +rcu.read -rcu.read, then None",
        "counted in the world, so that who waits for readers is known",
    ],
    "kernel::revocable::RevocableGuard::drop": [
        "-rcu.read, then success", "counted in the world, so that who waits for readers is known",
    ],
}
