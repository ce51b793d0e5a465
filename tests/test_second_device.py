"""A driver meets the device that its table of ids names: here `edu`, of which the engine knows nothing."""

from modcheck.judgement import Verdict
from tests.running import ROOT, analysed, modcheck

EDU = ROOT / "fixtures" / "drivers" / "edu"
MODERN = EDU.parent / "edu_modern"


def test_the_right_driver_is_proved() -> None:
    judgement = analysed(EDU / "right").judgement
    assert judgement.findings == () and judgement.bounds == ()
    assert judgement.coverage.unknown == ()
    assert {o.verdict for o in judgement.unproved} <= {Verdict.UNREACHABLE}
    proved = {(o.rule, o.at) for o in judgement.proved}
    assert {("dma_outlives_buffer", "release"), ("stop_leaves_dma_running", "remove")} <= proved


def test_what_is_left_on_is_named_by_its_own_registers() -> None:
    findings = {finding.rule: finding for finding in analysed(EDU / "left_on").judgement.findings}
    assert "DMA_COMMAND = 0x7" in findings["stop_leaves_dma_running"].message
    assert "DMA_COMMAND.RUN still on" in findings["dma_outlives_buffer"].message


def test_a_run_goes_on_until_the_transfer_is_over() -> None:
    told = modcheck("run", EDU / "right", "insmod", "rmmod", "--trace").stdout
    waited = told.index("(read 0x00098 = 0x7)"), told.index("(device raises its line)"), told.index("0x00064")
    assert list(waited) == sorted(waited)


def test_a_driver_of_another_generation_meets_the_same_device() -> None:
    judgement = analysed(MODERN / "right").judgement
    assert judgement.findings == () and judgement.bounds == ()
    assert {o.verdict for o in judgement.unproved} <= {Verdict.UNREACHABLE}
    proved = {(o.rule, o.at) for o in judgement.proved}
    assert {("dma_outlives_buffer", "release"), ("stop_leaves_dma_running", "remove")} <= proved
    findings = {finding.rule: finding for finding in analysed(MODERN / "left_on").judgement.findings}
    assert "DMA_COMMAND.RUN still on" in findings["dma_outlives_buffer"].message
    assert "`unbind` returns" in findings["stop_leaves_irq_unmasked"].message
