"""The story's three drivers, judged: every error and warning, its place, its witness, what follows from it.

A table has one finding a line: level, rule, file, and how the line that it points at begins.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from modcheck.engine import Exploration, Found, explore
from modcheck.findings import Finding, Level, TraceStep, Verdict
from modcheck.source import Span
from tests.running import VERSIONS, A, B, C, analysed, machine_of, name_of

SHOWN = 48
"""Characters of a line that a table shows."""
EXPECTED = {
    A: """
error   bql_imbalance               r4l_e1000_demo.rs netdev.sent_queue(skb.len());
error   code_outlives_module        r4l_e1000_demo.rs let registration = irq::Registration::<LineHandl
error   coherent_free_irqs_off      r4l_e1000_demo.rs *data.rx_ring.lock_irqdisable() = Some(rx);
error   consuming_error_ignored     r4l_e1000_demo.rs skb.put_padto(bindings::ETH_ZLEN);
error   error_leaves_device_live    r4l_e1000_demo.rs fn open(netdev: &net::Device, data: &PortData) -
error   leak_on_probe_error         r4l_e1000_demo.rs dev.enable_device()?;
error   leak_on_remove              r4l_e1000_demo.rs dev.enable_device()?;
error   leak_on_remove              r4l_e1000_demo.rs dev.request_selected_regions(bars, c_str!("e1000
error   leak_on_stop                r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
error   missing_callback            r4l_e1000_demo.rs fn remove(_data: &Self::Data) {
error   missing_callback            r4l_e1000_demo.rs fn stop(_netdev: &net::Device, _data: &PortData)
error   napi_listed_in_freed_memory r4l_e1000_demo.rs let napi = net::NapiAdapter::<Poller>::add_weigh
error   netdev_ref_outlives_registration r4l_e1000_demo.rs Ok(Box::try_new(CardData { _port: port })?)
error   panic_while_holding         r4l_e1000_demo.rs let fresh = Slot::for_receive(netdev, &*self.dev
error   reopen_fails                r4l_e1000_demo.rs data.napi.enable();
error   reprobe_fails               r4l_e1000_demo.rs dev.request_selected_regions(bars, c_str!("e1000
error   ring_reprogrammed_live      nic.rs            self.mmio.writel(0, REG_RDH)?;
error   stop_leaves_dma_running     r4l_e1000_demo.rs fn stop(_netdev: &net::Device, _data: &PortData)
error   stop_leaves_irq_unmasked    r4l_e1000_demo.rs fn stop(_netdev: &net::Device, _data: &PortData)
error   tx_ring_overrun             r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
warning dma_memory_not_volatile     r4l_e1000_demo.rs while ring.descs()[at].status & TXD_DONE != 0 &&
warning skb_freed_irqs_off          r4l_e1000_demo.rs while ring.descs()[at].status & TXD_DONE != 0 &&
warning tx_busy_after_effect        r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
warning unmask_before_handler       nic.rs            self.mmio.writel(IRQ_WANTED, REG_IMS)?;
""",
    B: """
error   bql_imbalance               r4l_e1000_demo.rs netdev.sent_queue(skb.len());
error   coherent_free_irqs_off      r4l_e1000_demo.rs *data.rx_ring.lock_irqdisable() = Some(rx);
error   consuming_error_ignored     r4l_e1000_demo.rs skb.put_padto(bindings::ETH_ZLEN);
error   error_leaves_device_live    r4l_e1000_demo.rs fn open(netdev: &net::Device, data: &PortData) -
error   leak_on_probe_error         r4l_e1000_demo.rs dev.enable_device()?;
error   leak_on_stop                r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
error   napi_listed_in_freed_memory r4l_e1000_demo.rs let napi = net::NapiAdapter::<Poller>::add_weigh
error   netdev_ref_outlives_registration r4l_e1000_demo.rs Ok(Box::try_new(CardData { _port: port, bars })?
error   panic_while_holding         r4l_e1000_demo.rs let fresh = Slot::for_receive(netdev, &*self.dev
error   ring_reprogrammed_live      nic.rs            self.mmio.writel(0, REG_RDH)?;
error   stale_handler               r4l_e1000_demo.rs let registration = irq::Registration::<LineHandl
error   stop_leaves_dma_running     r4l_e1000_demo.rs fn stop(netdev: &net::Device, data: &PortData) -
error   stop_leaves_irq_unmasked    r4l_e1000_demo.rs fn stop(netdev: &net::Device, data: &PortData) -
error   tx_ring_overrun             r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
warning dma_memory_not_volatile     r4l_e1000_demo.rs while ring.descs()[at].status & TXD_DONE != 0 &&
warning drop_of_reference           r4l_e1000_demo.rs drop(&self._port);
warning drop_of_reference           r4l_e1000_demo.rs drop(data);
warning skb_freed_irqs_off          r4l_e1000_demo.rs while ring.descs()[at].status & TXD_DONE != 0 &&
warning tx_busy_after_effect        r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
warning unmask_before_handler       nic.rs            self.mmio.writel(IRQ_WANTED, REG_IMS)?;
warning unregister_after_disable    r4l_e1000_demo.rs dev.disable_device();
""",
    C: """
error   bql_imbalance               r4l_e1000_demo.rs netdev.sent_queue(skb.len());
error   coherent_free_irqs_off      r4l_e1000_demo.rs *data.rx_ring.lock_irqdisable() = Some(rx);
error   consuming_error_ignored     r4l_e1000_demo.rs skb.put_padto(bindings::ETH_ZLEN);
error   error_leaves_device_live    r4l_e1000_demo.rs fn open(netdev: &net::Device, data: &PortData) -
error   leak_on_probe_error         r4l_e1000_demo.rs dev.enable_device()?;
error   leak_on_stop                r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
error   napi_listed_in_freed_memory r4l_e1000_demo.rs let napi = net::NapiAdapter::<Poller>::add_weigh
error   netdev_ref_outlives_registration r4l_e1000_demo.rs Ok(Box::try_new(CardData { _port: port, bars })?
error   panic_while_holding         r4l_e1000_demo.rs let fresh = Slot::for_receive(netdev, &*self.dev
error   ring_reprogrammed_live      nic.rs            self.mmio.writel(0, REG_RDH)?;
error   stop_leaves_dma_running     r4l_e1000_demo.rs fn stop(netdev: &net::Device, data: &PortData) -
error   stop_leaves_irq_unmasked    r4l_e1000_demo.rs fn stop(netdev: &net::Device, data: &PortData) -
error   tx_ring_overrun             r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
warning dma_memory_not_volatile     r4l_e1000_demo.rs while ring.descs()[at].status & TXD_DONE != 0 &&
warning drop_of_reference           r4l_e1000_demo.rs drop(&self._port);
warning drop_of_reference           r4l_e1000_demo.rs drop(data);
warning drop_of_reference           r4l_e1000_demo.rs drop(data);
warning skb_freed_irqs_off          r4l_e1000_demo.rs while ring.descs()[at].status & TXD_DONE != 0 &&
warning tx_busy_after_effect        r4l_e1000_demo.rs fn start_xmit(skb: &net::SkBuff, netdev: &net::D
warning unmask_before_handler       nic.rs            self.mmio.writel(IRQ_WANTED, REG_IMS)?;
warning unregister_after_disable    r4l_e1000_demo.rs dev.disable_device();
""",
}

OPEN_EXITS = [
    "let context = Box::try_new(LineData {",
    "let registration = irq::Registration::<LineHandler>::try_new(",
    "let boxed = Box::try_new(registration)?;",
]
PROBE_EXITS = [
    'dev.request_selected_regions(bars, c_str!("e1000 register windows"))?;',
    "let mut port = net::Registration::<DemoPort>::try_new(dev)?;",
    "let mmio = Arc::try_new(dev.map_resource(&mem, mem.len())?)?;",
    "let mmio = Arc::try_new(dev.map_resource(&mem, mem.len())?)?;",
    "let ioport = Arc::try_new(pci::IoPort::try_new(&ports)?)?;",
    "dma::set_coherent_mask(dev, DMA_MASK_32)?;",
    "let napi = net::NapiAdapter::<Poller>::add_weight(&netdev, NAPI_WEIGHT)?;",
    "port.register(Box::try_new(PortData {",
    "port.register(Box::try_new(PortData {",
    "dev: Arc::try_new(common)?,",
    "nic: Arc::try_new(nic)?,",
]
"""Not the last one, `Box::try_new(CardData { … })`: it never returns (see below)."""


def line_at(path: Path, span: Span) -> str:
    """The text of the line of a place, without the marker of the fixture tests."""
    file = analysed(path).files[span.path]
    return file.line_text(file.line_column(span.start)[0]).partition("//~")[0].strip()


def row_of(path: Path, finding: Finding) -> tuple[str, ...]:
    file = finding.place.path.rpartition("/")[2]
    return finding.level.value, finding.rule, file, line_at(path, finding.place)[:SHOWN].rstrip()


def the_finding(path: Path, rule: str) -> Finding:
    (found,) = [finding for finding in analysed(path).judgement.findings if finding.rule == rule]
    return found


def events_of(finding: Finding) -> str:
    return " ".join(finding.events)


def log_in(trace: Iterable[TraceStep]) -> list[str]:
    return [step.text for step in trace if step.kind == "log"]


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_errors_and_warnings_are_these(path: Path) -> None:
    findings = analysed(path).judgement.findings
    found = sorted(row_of(path, finding) for finding in findings if finding.level is not Level.NOTE)
    assert found == sorted(tuple(line.split(maxsplit=3)) for line in EXPECTED[path].strip().splitlines())


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_the_rings_kept_over_stop_are_a_note(path: Path) -> None:
    findings = analysed(path).judgement.findings
    (note,) = [finding for finding in findings if finding.level is Level.NOTE]
    assert row_of(path, note)[1:3] == ("leak_on_stop", "ring.rs")
    nouns = ("coherent DMA memory", "socket buffer", "streaming DMA mapping")
    assert all(noun in note.resource for noun in nouns)


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_everything_is_certain_and_everything_was_seen(path: Path) -> None:
    judgement = analysed(path).judgement
    assert {finding.verdict for finding in judgement.findings} == {Verdict.VIOLATED}
    assert (judgement.coverage.unknown, judgement.coverage.faults, judgement.bounds) == ((), (), ())
    assert judgement.assumptions == ()


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_no_finding_needs_more_than_one_awkward_thing(path: Path) -> None:
    findings = analysed(path).judgement.findings
    assert {sum(map(len, finding.choices)) for finding in findings} <= {0, 1}


def test_a_reprobe_fails_as_the_kernel_says() -> None:
    finding = the_finding(A, "reprobe_fails")
    assert events_of(finding) == "insmod rmmod insmod"
    assert log_in(finding.trace)[-2:] == [
        "r4l_e1000_demo 0000:00:03.0: BAR 0: can't reserve [mem 0xfebc0000-0xfebdffff]",
        "r4l_e1000_demo: probe of 0000:00:03.0 failed with error -16",
    ]


def test_a_reopen_fails_in_napi_enable() -> None:
    finding = the_finding(A, "reopen_fails")
    assert (events_of(finding), finding.callback) == ("insmod up down up", "open")
    assert log_in(finding.trace)[-1] == "kernel BUG at net/core/dev.c:6438!"


def test_a_handler_is_still_registered_when_the_code_goes() -> None:
    finding = the_finding(A, "code_outlives_module")
    assert events_of(finding) == "insmod up rmmod"
    assert {c.rule for c in finding.consequences} >= {"leak_on_stop", "raw_never_reclaimed"}


@pytest.mark.parametrize("callback", ["stop", "remove"])
def test_a_missing_callback_names_what_is_left(callback: str) -> None:
    findings = analysed(A).judgement.findings
    (finding,) = [f for f in findings if f.rule == "missing_callback" and f.callback == callback]
    assert {c.rule for c in finding.consequences} == {f"leak_on_{callback}"}


def test_b_stale_handler_is_the_cause_of_the_silence() -> None:
    finding = the_finding(B, "stale_handler")
    assert events_of(finding) == "insmod up rmmod insmod up xmit irq"
    assert [c.rule for c in finding.consequences] == [
        "code_outlives_module",
        "leak_on_stop",
        "raw_never_reclaimed",
        "drop_of_reference",
    ]
    causes = [line for line in log_in(finding.trace) if "pending_irqs" in line]
    assert causes == ["r4l_e1000_demo: pending_irqs: 3", "r4l_e1000_demo: pending_irqs: 0"]
    assert not any("napi poll" in line for line in log_in(finding.trace))


def test_b_drop_that_should_have_freed_the_handler_stands_under_it() -> None:
    (drop,) = [c for c in the_finding(B, "stale_handler").consequences if c.rule == "drop_of_reference"]
    assert drop.place is not None
    assert line_at(B, drop.place) == "drop(data);"


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
@pytest.mark.parametrize("rule", ["stop_leaves_dma_running", "stop_leaves_irq_unmasked"])
def test_stop_leaves_the_device_on(path: Path, rule: str) -> None:
    finding = the_finding(path, rule)
    assert events_of(finding) == "insmod up down"
    last = [step for step in finding.trace if step.kind == "event"][-1]
    registers = dict(last.device)
    assert (registers["IMS"], registers["RCTL"], registers["TCTL"]) == (0x9D, 0x4008002, 0x4010A)


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_open_that_fails_late_leaves_the_device_on(path: Path) -> None:
    finding = the_finding(path, "error_leaves_device_live")
    assert [line_at(path, span) for span, _ in finding.related] == OPEN_EXITS


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_leak_on_probe_error_lists_its_exits(path: Path) -> None:
    related = the_finding(path, "leak_on_probe_error").related
    assert {label for _, label in related} <= {"an exit that leaves it", "acquired here"}
    assert [line_at(path, span) for span, _ in related] == PROBE_EXITS


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_last_exit_of_probe_waits_for_a_reference_of_its_own(path: Path) -> None:
    """`netdev` is dropped after the registration, and unregistering waits for it."""
    finding = the_finding(path, "netdev_ref_outlives_registration")
    assert line_at(path, finding.place).startswith("Ok(Box::try_new(CardData {")
    assert log_in(finding.trace)[-1].startswith("unregister_netdevice: waiting for eth0 to become free")


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_napi_is_freed_by_the_exits_between_it_and_register(path: Path) -> None:
    """Not by the error of `register` itself: from there on the data, hence the NAPI, is leaked."""
    related = the_finding(path, "napi_listed_in_freed_memory").related
    assert [line_at(path, span) for span, _ in related] == PROBE_EXITS[-3:]


@cache
def explored(path: Path) -> Exploration:
    return explore(machine_of(path, intended=True))


def leaks(path: Path) -> list[Found]:
    return [found for found in explored(path).found if found.broken.rule.startswith("leak_on_")]


def test_c_gives_everything_but_the_rings_back_where_nothing_fails() -> None:
    plain = [found for found in leaks(C) if not any(found.witness.choices)]
    kinds = {found.broken.subject.partition("@")[0] for found in plain}
    assert kinds & {"pci.enable", "pci.region", "irq.line", "napi.enabled", "net.alloc", "rust.raw"} == set()


def test_a_keeps_them_all() -> None:
    """The test above is no test if leaks have other names."""
    kinds = {found.broken.subject.partition("@")[0] for found in leaks(A) if not any(found.witness.choices)}
    assert kinds >= {"pci.enable", "pci.region", "irq.line", "napi.enabled"}


@pytest.mark.parametrize("path", VERSIONS, ids=name_of)
def test_no_pointer_is_taken_back_twice(path: Path) -> None:
    """C loads the pointer and does not clear it, but no sequence of events takes it twice."""
    unproved = analysed(path).judgement.unproved
    verdicts = {obligation.verdict for obligation in unproved if obligation.rule == "reclaimed_twice"}
    assert verdicts == {Verdict.UNREACHABLE}
