"""Gives groups new hours with the official Python SDK, with 32 threads or with 32 tasks.

Prints the seconds that it took, and the seconds of processor time."""

import asyncio
import sys
import threading
import time

import seam

KEY = "seam_sandbox_key"
WORKERS = 32


def calls(path, count):
    with open(path) as file:
        keys = file.read().split()
    for number in range(count):
        minute = 10 + number // len(keys) % 50
        yield {
            "common_code_key": keys[number % len(keys)],
            "starts_at": "2026-11-20T15:00:00Z",
            "ends_at": f"2027-01-01T11:{minute:02d}:00Z",
        }


def with_threads(address, todo):
    client = seam.Seam(api_key=KEY, endpoint=address)
    lock, failures = threading.Lock(), []

    def work():
        try:
            while True:
                with lock:
                    call = next(todo, None)
                if call is None:
                    return
                client.access_codes.update_multiple(**call)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


async def with_tasks(address, todo):
    async with seam.AsyncSeam(api_key=KEY, endpoint=address) as client:

        async def work():
            for call in todo:
                await client.access_codes.update_multiple(**call)

        await asyncio.gather(*(work() for _ in range(WORKERS)))


def main():
    mode, address, path, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    todo = calls(path, count)
    begin, cpu = time.perf_counter(), time.process_time()
    if mode == "threads":
        with_threads(address, todo)
    else:
        asyncio.run(with_tasks(address, todo))
    print(time.perf_counter() - begin, time.process_time() - cpu)


main()
