"""## What it does

Reports a ring that `stop` takes out of the shared data while `poll`, `start_xmit` or the interrupt
handler can still run and use it.

## Why is this bad?

Those callbacks unwrap the ring: they were written for a life in which it is there. A frame that
comes in the gap makes `poll` meet `None`; the panic happens in interrupt context and takes the
whole machine down. Of 27 versions that free their rings, 13 died so when frames came during `ip
link set down`. A version that resets the hardware in `stop` and keeps its rings survived everything
that was tried.

## Example

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    let rx = data.rx_ring.lock_irqdisable().take(); // a frame now: poll unwraps None
    drop(rx);
    dev.netif_stop_queue();
    data.napi.disable();
    drop(data.irq_reg.lock().take());
    Ok(())
}
```

## Instead

```rust
fn stop(dev: &net::Device, data: &NetData) -> Result {
    dev.netif_stop_queue();
    data.quiet_device(); // engines off, IMC, flush
    data.napi.disable(); // waits for a running poll
    let reg = data.irq_reg.lock().take();
    drop(reg); // waits for a running handler
    let rx = data.rx_ring.lock_irqdisable().take();
    drop(rx);
    Ok(())
}
```

## Known limits

`start_xmit` itself is drained by the network core before `stop` is called; only packet sockets that
bypass the queueing layer, pktgen and netpoll reach it later, as long as the driver's queue runs. A
callback that handles `None` is not reported.
"""

title = "stop takes the rings away while queue, NAPI or handler may still use them"
tier = "error"
group = "order"
message = "`stop` takes away at {place} what `{callback}` still runs with: {detail}"
help = (
    "quiet everything that uses it first: `netif_stop_queue`, mask the device, "
    "`napi.disable()`, drop the `irq::Registration`, and take the rings last"
)
symptom = [
    "called `Option::unwrap()` on a `None` value (from `poll` or `start_xmit`)",
    "Kernel panic - not syncing: Fatal exception in interrupt",
]
references = [
    "linux drivers/net/ethernet/intel/e1000/e1000_main.c: e1000_close frees the rings last",
    "observed: versions of one e1000 driver in a running 6.1-rc1 kernel under QEMU",
]
one_per = "callback"
