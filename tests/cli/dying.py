"""Work that ends its process, for tests; in a module that other processes can import."""

import os
import signal
import time


def work(item: str) -> str:
    """Return *item* in capitals, unless it says what else to do."""
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "sleep":
        time.sleep(60)
    return item.upper()
