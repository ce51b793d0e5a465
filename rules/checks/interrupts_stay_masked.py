"""## What it does

Reports an interrupt after which every cause is masked, with the interface up, no poll scheduled, and no
timer, work item or thread of the driver due that could unmask one.

## Why is this bad?

A handler that hands its work to NAPI masks the device, so that it is quiet until the poll is done. The poll
has to unmask it again. If it does not, the first packet is the last: the device raises no further
interrupt, frames fill the ring and are dropped, and the queue stays stopped. `ip link` shows nothing odd.

## Example

```rust
fn poll(napi: &net::Napi, budget: i32, dev: &net::Device, data: &NetData) -> i32 {
    let work = data.clean(dev, budget);
    if work < budget {
        napi.complete_done(work);
    }
    work
}
```

## Instead

```rust
fn poll(napi: &net::Napi, budget: i32, dev: &net::Device, data: &NetData) -> i32 {
    let work = data.clean(dev, budget);
    if work < budget {
        napi.complete_done(work);
        data.unmask();
    }
    work
}
```

## Known limits

Only devices that there is a model of. Where a timer is armed or a work item is queued nothing is reported,
whatever it does. A driver that masks some causes for good, and not all, is not reported.
"""

title = "every cause is masked, and nobody is left to unmask one"
tier = "error"
group = "device"
message = "after `{callback}` and the polls that follow it every interrupt cause stays masked"
help = "unmask the causes where the poll ends: after `napi_complete_done`, when it used less than its budget"
symptom = []
references = [
    "linux Documentation/networking/napi.rst: scheduling and IRQ masking",
    "linux 6.1 drivers/net/ethernet/intel/e1000/e1000_main.c e1000_intr masks, e1000_clean unmasks",
]
judged = {"irq": ["bindings::judge_masked"]}
