"""What may enter a log: where something failed, never the values that it failed with.

An exception's message can quote what a visitor typed (``invalid literal for int(): …``),
so a traceback is written without messages: its frames and the exception's class.
"""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFormatter(logging.Formatter):
    """One line a record, and tracebacks without the exceptions' messages."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: ExcInfo) -> str:
        """The frames and the class names of the exception and of those that caused it."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines += traceback.format_tb(error.__traceback__)
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(line.rstrip("\n") for line in lines)
