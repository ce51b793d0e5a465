"""Interrupt handlers that are functions: the device interrupts, and the handler runs, and what it wakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.raw_driver import judged, rules

FUNCTIONS = """
unsafe extern "C" fn handler(_irq: i32, data: *mut c_void) -> bindings::irqreturn_t {
    //@handler
}

unsafe extern "C" fn thread(_irq: i32, data: *mut c_void) -> bindings::irqreturn_t {
    unsafe { bindings::msleep(1) };
    //@thread
    bindings::irqreturn_IRQ_HANDLED
}
"""
PROBE = """
    if unsafe { bindings::pci_enable_device(pdev) } != 0 {
        return Err(EIO);
    }
    let regs = unsafe { bindings::pci_iomap(pdev, 0, 0) };
    if regs.is_null() {
        unsafe { bindings::pci_disable_device(pdev) };
        return Err(EIO);
    }
    card.handle = regs;
    let data = (&mut card.handle as *mut *mut c_void).cast::<c_void>();
    if unsafe { bindings::REQUEST } != 0 {
        unsafe { bindings::pci_iounmap(pdev, regs) };
        unsafe { bindings::pci_disable_device(pdev) };
        return Err(EIO);
    }
    unsafe { bindings::writel(4, (regs as usize + 0xd0) as *mut c_void) };
    unsafe { bindings::writel(4, (regs as usize + 0xc8) as *mut c_void) };
"""
REMOVE = """
    let regs = card.handle;
    unsafe { bindings::writel(0xffff_ffff, (regs as usize + 0xd8) as *mut c_void) };
    unsafe { bindings::readl((regs as usize + 8) as *mut c_void) };
    unsafe { bindings::free_irq(11, (&card.handle as *const *mut c_void as *mut c_void)) };
    unsafe { bindings::pci_iounmap(pdev, regs) };
    unsafe { bindings::pci_disable_device(pdev) };
"""
ACKNOWLEDGE = """
    let regs = unsafe { *(data as *const *mut c_void) };
    unsafe { bindings::readl((regs as usize + 0xc0) as *mut c_void) };
"""
HANDLED, WAKE = "bindings::irqreturn_IRQ_HANDLED", "bindings::irqreturn_IRQ_WAKE_THREAD"
SLEEP = "unsafe { bindings::msleep(1) };"
PLAIN = "request_irq(11, Some(handler), bindings::IRQF_SHARED as usize, ptr::null(), data)"
THREAD = "request_threaded_irq(11, None, Some(thread), bindings::IRQF_ONESHOT as usize, ptr::null(), data)"
BOTH = "request_threaded_irq(11, Some(handler), Some(thread), 0, ptr::null(), data)"
CASES = {
    "acknowledged": (PLAIN, ACKNOWLEDGE + HANDLED, "", set()),
    "not acknowledged": (PLAIN, HANDLED, "", {"irq_storm"}),
    "sleeps": (PLAIN, ACKNOWLEDGE + SLEEP + HANDLED, "", {"sleep_in_atomic"}),
    "acknowledged in the thread": (THREAD, HANDLED, ACKNOWLEDGE, set()),
    "not acknowledged in the thread": (THREAD, HANDLED, "", {"irq_storm"}),
    "the handler wakes the thread": (BOTH, WAKE, ACKNOWLEDGE, set()),
    "the handler does not wake the thread": (BOTH, HANDLED, ACKNOWLEDGE, {"irq_storm"}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str, tmp_path: Path) -> None:
    request, handler, thread, expected = CASES[name]
    items = FUNCTIONS.replace("//@handler", handler).replace("//@thread", thread)
    judgement = judged(tmp_path, PROBE.replace("REQUEST", request), REMOVE, items)
    assert rules(judgement) == expected
    entered = {step.text for step in judgement.life if step.kind == "enter"}
    assert "irq" in entered
    assert ("irq_thread" in entered) == (request is THREAD or handler is WAKE)


def test_a_line_that_is_not_shared_is_given_once(tmp_path: Path) -> None:
    """kernel/irq/manage.c __setup_irq: -EBUSY, and the first handler stays."""
    request = f"if unsafe {{ bindings::{PLAIN.replace('bindings::IRQF_SHARED as usize', '0')} }} != 0 {{"
    probe = f"""
        let data = (&mut card.handle as *mut *mut c_void).cast::<c_void>();
        {request} return Err(EIO); }}
        {request} return Err(EIO); }}
    """
    judgement = judged(tmp_path, probe, "", FUNCTIONS.replace("//@handler", HANDLED))
    assert "leak_on_probe_error" in rules(judgement)
    told = [step.text for finding in judgement.findings for step in finding.trace if step.kind == "log"]
    assert "genirq: Flags mismatch irq 11." in told


def test_a_register_that_is_not_known_is_an_assumption(tmp_path: Path) -> None:
    probe = "unsafe { bindings::writel(4, bindings::xa_load(ptr::null_mut(), 0)) };"
    judgement = judged(tmp_path, probe, "", FUNCTIONS.replace("//@handler", HANDLED))
    assert any("a register that is not known" in assumption.id for assumption in judgement.assumptions)
