"""No test can leave this machine."""

import asyncio
import socket
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import OutsideNetworkError

# Of the block that RFC 5737 reserves for documentation: no machine has it.
OUTSIDE = "192.0.2.1"


def test_another_machine_cannot_be_connected_to():
    with socket.socket() as client, pytest.raises(OutsideNetworkError, match=OUTSIDE):
        client.connect((OUTSIDE, 80))


def test_another_machine_cannot_be_sent_to():
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(OutsideNetworkError):
        client.sendto(b"x", (OUTSIDE, 53))


def test_a_name_is_not_looked_up():
    with pytest.raises(OutsideNetworkError, match=r"clinic\.example"):
        urllib.request.urlopen("http://clinic.example/")


def test_asyncio_is_held_back_too():
    # In a thread of its own: Playwright's loop may run in this one.
    with ThreadPoolExecutor() as pool, pytest.raises(OutsideNetworkError):
        pool.submit(lambda: asyncio.run(asyncio.open_connection(OUTSIDE, 80))).result()


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
