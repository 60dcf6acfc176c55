"""Every error that riwaya raises on purpose. Each says what it concerns and what to do next."""


class RiwayaError(Exception):
    """The root. `subject` is the file, page or record concerned; `advice` is the next step for a person."""

    def __init__(self, subject: str, reason: str, advice: str = "") -> None:
        super().__init__(subject, reason, advice)
        self.subject = subject
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}" + (f" ({self.advice})" if self.advice else "")


class InputError(RiwayaError):
    """What was given cannot be read: missing, not permitted, damaged, too large or of no known form."""


class FetchError(RiwayaError):
    """An address cannot or must not be fetched."""


class CaseError(RiwayaError):
    """A case cannot be opened, written or trusted."""


class BusyError(CaseError):
    """Another process is writing to a case; it will be free when that one is done."""


class LexiconError(RiwayaError):
    """A data file under `riwaya/data` is wrong; names file and line."""


class ExtractionError(RiwayaError):
    """No report can be taken from a page."""


class WorkerError(RiwayaError):
    """Work cannot be divided among processes."""
