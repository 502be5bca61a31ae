"""The worker: does the jobs that are handed in, and plans the periodic re-check.

huey's consumer brings a few threads what is in the queue. Beside them the worker looks now and then for jobs that
nobody told it of, and whether it is time for a re-check; of several workers one plans it (see plan_recheck).
"""

import logging
import signal
import threading
import time
from collections import Counter

from huey.consumer import Consumer

from claims.domain.errors import InvalidInput, StoreUnavailable
from claims.services.desk import Desk
from claims.services.doing import do_job
from claims.services.jobs import plan_recheck, waiting_jobs
from claims.services.patience import patiently
from claims.services.queue import Queue, has_queue, make_queue, open_queue

_LOOK = 15.0  # seconds between two looks at what is to be done; fewer where re-checks follow each other closely
_LONGEST_POLL = 1.0  # seconds between two looks into a queue that is a file
_HEALTH = 10.0  # seconds between two looks at whether the threads live
_TICK = 0.5

log = logging.getLogger(__name__)


class Worker:
    """A worker over one ledger. Its threads share it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stopping = threading.Event()
        self._in_hand: Counter[str] = Counter()  # ids of jobs; a queue may bring one twice
        self._lock = threading.Lock()

    def work(self, threads: int) -> None:
        """Work until told to stop by SIGTERM or SIGINT, and then to the end of what is in hand.

        To be called in the main thread. Raises InvalidInput for a ledger in memory, StoreUnavailable for a database
        that stays away from the start; later ones are waited for.
        """
        settings = self._desk.settings
        if not has_queue(settings):
            raise InvalidInput("A ledger in memory has no worker; name a file or a server with --database.")
        patiently(lambda: make_queue(self._desk), settings.store_patience_seconds)
        with open_queue(settings, self._do) as queue:
            consumer = Consumer(queue.huey, workers=threads, periodic=False, max_delay=_LONGEST_POLL)
            consumer.start()
            for signum in (signal.SIGTERM, signal.SIGINT):
                signal.signal(signum, self._stop)
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            log.info("worker began", extra={"threads": threads})
            self._look_after(queue, consumer)
            consumer.stop(graceful=True)
            log.info("worker ended")

    def _stop(self, signum: int, _frame: object) -> None:
        """Have the worker stop; a second signal ends it at once."""
        signal.signal(signum, signal.SIG_DFL)
        self._stopping.set()

    def _look_after(self, queue: Queue, consumer: Consumer) -> None:
        every = self._desk.settings.recheck_interval_minutes * 60 / 10
        every = min(_LOOK, every or _LOOK)
        look = health = time.monotonic()
        begins = True
        while not self._stopping.wait(0 if begins else _TICK):
            now = time.monotonic()
            if now >= look:
                look = now + every
                self._look(queue, begins)
                begins = False
            if now >= health:
                health = now + _HEALTH
                consumer.check_worker_health()

    def _look(self, queue: Queue, begins: bool) -> None:
        """Put into the queue what has been lost on its way, and the re-check when its time has come.

        As long as something is on its way it may be all that waits; but for a worker that begins, which does not know.
        """
        try:
            waiting = waiting_jobs(self._desk, self._in_hand)
            for job_id in waiting if begins or queue.is_empty() else ():
                queue.put(job_id)
            planned = plan_recheck(self._desk)
            if planned is not None:
                queue.put(planned.id)
        except Exception as error:  # the ledger or the queue is away; the next look will tell
            level = logging.WARNING if isinstance(error, StoreUnavailable) else logging.ERROR
            log.log(level, "The worker could not see what is to be done: %s", error)

    def _do(self, job_id: str) -> None:
        with self._lock:
            self._in_hand[job_id] += 1
        try:
            do_job(self._desk, job_id, self._stopping.is_set)
        except StoreUnavailable as error:
            log.warning("Job %s was left as it stood: %s", job_id, error, extra={"job_id": job_id})
        finally:
            with self._lock:
                self._in_hand[job_id] -= 1
                if not self._in_hand[job_id]:
                    del self._in_hand[job_id]
