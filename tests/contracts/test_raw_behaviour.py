"""Raw calls that are more than one call and its release: counts, errors in a pointer's place, managed
resources, handlers that are functions, what must not sleep."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.raw_driver import judged, rules

DEV = "pdev as *mut bindings::device"
KEPT = "(&mut card.memory as *mut u64).cast::<c_void>()"
FUNCTIONS = """
extern "C" fn handler(_irq: i32, _data: *mut c_void) -> bindings::irqreturn_t {
    bindings::irqreturn_IRQ_HANDLED
}

unsafe extern "C" fn node_release(_dev: *mut bindings::device, _node: *mut bindings::devres_node) {
    pr_info!("released");
}

unsafe extern "C" fn node_free(node: *mut bindings::devres_node) {
    drop(unsafe { Box::from_raw(node) });
}

unsafe extern "C" fn give_back(data: *mut c_void) {
    unsafe { bindings::regulator_put(data.cast()) };
}
"""
REQUEST = f"""
    let flags = bindings::IRQF_SHARED as usize;
    if unsafe {{ bindings::request_irq(11, Some(handler), flags, ptr::null(), {KEPT}) }} != 0 {{
        return Err(EIO);
    }}
"""
FREE = f"unsafe {{ bindings::free_irq(11, {KEPT}) }};"
MANAGED = f"""
    let flags = bindings::IRQF_SHARED as usize;
    let ret = unsafe {{
        bindings::devm_request_threaded_irq({DEV}, 11, Some(handler), None, flags, ptr::null(), {KEPT})
    }};
    if ret != 0 {{
        return Err(EIO);
    }}
"""
GOT = f"""
    let supply = unsafe {{ bindings::regulator_get({DEV}, ptr::null()) }};
    if unsafe {{ bindings::IS_ERR(supply.cast()) }} {{
        return Err(EIO);
    }}
    card.handle = supply.cast();
"""
ACTION = f"""
    if unsafe {{ bindings::devm_add_action_or_reset({DEV}, Some(give_back), card.handle) }} != 0 {{
        return Err(EIO);
    }}
"""
NODE = f"""
    let node = Box::into_raw(Box::try_new(bindings::devres_node::default())?);
    unsafe {{ bindings::devres_node_init(node, Some(node_release), Some(node_free)) }};
    unsafe {{ bindings::devres_node_add({DEV}, node) }};
    card.handle = node.cast();
"""
TAKE_OUT = f"""
    let node: *mut bindings::devres_node = card.handle.cast();
    if unsafe {{ bindings::devres_node_remove({DEV}, node) }} {{
        unsafe {{ node_free(node) }};
    }}
"""
PUT = "unsafe { bindings::regulator_put(card.handle.cast()) };"
ENABLE = "if unsafe { bindings::regulator_enable(card.handle.cast()) } != 0 { RETURN }"
DISABLE = "unsafe { bindings::regulator_disable(card.handle.cast()) };"
CASES: dict[str, tuple[str, str, set[str]]] = {
    "a handler that is a function": (REQUEST, FREE, set()),
    "a handler that stays": (REQUEST, "", {"code_outlives_module"}),
    "a handler freed twice": (REQUEST, FREE * 2, {"released_twice"}),
    "a managed handler": (MANAGED, "", set()),
    "a managed handler freed as such": (
        MANAGED, f"unsafe {{ bindings::devm_free_irq({DEV}, 11, {KEPT}) }};", set(),
    ),
    "a managed handler freed by hand": (MANAGED, FREE, {"managed_and_manual"}),
    "enabled and managed": (
        "if unsafe { bindings::pcim_enable_device(pdev) } != 0 { return Err(EIO); }", "", set(),
    ),
    "enabled, managed and disabled by hand": (
        "if unsafe { bindings::pcim_enable_device(pdev) } != 0 { return Err(EIO); }",
        "unsafe { bindings::pci_disable_device(pdev) };",
        {"managed_and_manual"},
    ),
    "an action": (GOT + ACTION, "", set()),
    "an action that is not reset": (GOT + ACTION.replace("_or_reset", ""), "", {"leak_on_probe_error"}),
    "an action and a call": (GOT + ACTION, PUT, {"managed_and_manual"}),
    "an action that was removed": (
        GOT + ACTION, f"unsafe {{ bindings::devm_remove_action({DEV}, Some(give_back), card.handle) }};",
        {"leak_on_remove"},
    ),
    "an action released twice": (
        GOT + ACTION, f"unsafe {{ bindings::devm_release_action({DEV}, Some(give_back), card.handle) }};" * 2,
        {"released_twice"},
    ),
    "a node of its own": (NODE, "", set()),
    "a node that is taken out": (NODE, TAKE_OUT, set()),
    "a node that is freed on the list": (
        NODE, "unsafe { node_free(card.handle.cast()) };", {"used_after_release"},
    ),
    "used after it was put": (GOT, f"{PUT} {DISABLE}", {"used_after_release", "released_without_acquire"}),
    "enabled twice, disabled once": (
        GOT + ENABLE.replace("RETURN", f"{PUT} return Err(EIO);")
        + ENABLE.replace("RETURN", f"{DISABLE} {PUT} return Err(EIO);"),
        DISABLE + PUT, {"leak_on_remove"},
    ),
    "enabled twice, disabled twice": (
        GOT + ENABLE.replace("RETURN", f"{PUT} return Err(EIO);")
        + ENABLE.replace("RETURN", f"{DISABLE} {PUT} return Err(EIO);"),
        DISABLE * 2 + PUT, set(),
    ),
    "the second fails and the first stays": (
        GOT + ENABLE.replace("RETURN", "return Err(EIO);"), DISABLE + PUT, {"leak_on_probe_error"},
    ),
    "more references than are told apart": (
        f"unsafe {{ bindings::get_device({DEV}) }};" * 5, f"unsafe {{ bindings::put_device({DEV}) }};" * 5,
        set(),
    ),
    "a null handle is nothing": ("", "unsafe { bindings::regulator_put(ptr::null_mut()) };", set()),
    "never acquired": ("", f"unsafe {{ bindings::put_device({DEV}) }};", {"released_without_acquire"}),
    "written through an argument": (
        f"""
        let mut blob: *const bindings::firmware = ptr::null();
        if unsafe {{ bindings::request_firmware(&mut blob, ptr::null(), {DEV}) }} != 0 {{
            return Err(EIO);
        }}
        unsafe {{ bindings::release_firmware(blob) }};
        """,
        "", set(),
    ),
    "written through an argument and lost": (
        f"""
        let mut blob: *const bindings::firmware = ptr::null();
        if unsafe {{ bindings::request_firmware(&mut blob, ptr::null(), {DEV}) }} != 0 {{
            return Err(EIO);
        }}
        """,
        "", {"leak_on_remove"},
    ),
    "counted also when it fails": (
        f"if unsafe {{ bindings::pm_runtime_get_sync({DEV}) }} < 0 {{ return Err(EIO); }}",
        f"unsafe {{ bindings::pm_runtime_put({DEV}) }};", {"leak_on_probe_error"},
    ),
    "sleeps in a read section": (
        "unsafe { bindings::rcu_read_lock(); bindings::msleep(1); bindings::rcu_read_unlock() };", "",
        {"sleep_in_atomic"},
    ),
    "sleeps under a spinlock": (
        f"unsafe {{ bindings::spin_lock({KEPT}.cast()); bindings::msleep(1); "
        f"bindings::spin_unlock({KEPT}.cast()) }};", "", {"sleep_in_atomic"},
    ),
    "unlocked twice": (
        f"unsafe {{ bindings::spin_lock({KEPT}.cast()); bindings::spin_unlock({KEPT}.cast()); "
        f"bindings::spin_unlock({KEPT}.cast()); bindings::msleep(1) }};", "", {"released_twice"},
    ),
    "a local that moves": (
        """
        let mut set: u64 = 0;
        if unsafe { bindings::blk_mq_alloc_tag_set((&mut set as *mut u64).cast()) } != 0 { return Err(EIO); }
        let moved = set;
        unsafe { bindings::blk_mq_free_tag_set((&moved as *const u64 as *mut u64).cast()) };
        """,
        "", set(),
    ),
    "a lock of interrupts": (
        f"let flags = unsafe {{ bindings::spin_lock_irqsave({KEPT}.cast()) }};"
        f"unsafe {{ bindings::spin_unlock_irqrestore({KEPT}.cast(), flags) }};", "", set(),
    ),
    "a mutex that the task holds": (
        "unsafe { let m: *mut bindings::mutex = Box::into_raw(Box::try_new(bindings::mutex::default())?); "
        "bindings::mutex_lock(m); bindings::mutex_lock(m) };", "",
        {"teardown_deadlock"},
    ),
    "the range of another BAR": (
        "if unsafe { bindings::pci_request_region(pdev, 0, ptr::null()) } != 0 { return Err(EIO); }",
        "unsafe { bindings::pci_release_region(pdev, 1) };", {"reprobe_fails", "wrong_handle"},
    ),
    "requested one by one, given back together": (
        """
        if unsafe { bindings::pci_request_region(pdev, 0, ptr::null()) } != 0 { return Err(EIO); }
        if unsafe { bindings::pci_request_region(pdev, 1, ptr::null()) } != 0 {
            unsafe { bindings::pci_release_region(pdev, 0) };
            return Err(EIO);
        }
        """,
        "unsafe { bindings::pci_release_regions(pdev) };", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str, tmp_path: Path) -> None:
    probe, remove, expected = CASES[name]
    judgement = judged(tmp_path, probe, remove, FUNCTIONS)
    assert rules(judgement) == expected
    assert all(finding.verdict.name == "VIOLATED" for finding in judgement.findings)
