"""Several workers at once: every delivery made, and none made twice."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from kapsite.inquiry import outbox
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.factories import FakeTransport, make_inquiry


def test_workers_side_by_side_deliver_each_once(shared_database, monkeypatch):
    fake = FakeTransport()
    monkeypatch.setattr(outbox, "switched_on", lambda: {"mail": fake})
    for _ in range(12):
        make_inquiry()

    def work(_number):
        # A worker that loses a race sees nothing for a moment, as its loop would.
        for _look in range(3):
            while outbox.deliver_next():
                pass
            time.sleep(0.02)
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    assert set(Counter(notice.id for notice in fake.sent).values()) == {1}
    assert Inquiry.objects.filter(delivered_at=None).count() == 0
    assert Delivery.objects.exclude(attempts=1).count() == 0
