"""The official Python SDK, unchanged, against `keyshift sandbox`: each test runs with the plain and the async client."""

import asyncio
import inspect
import ssl
import sys
import unittest

import seam
from sandbox import KEY, Sandbox, answered_endpoints

NOW = "2026-11-23T18:00:00Z"

# Reading the certificates takes longer than most tests, so all clients share them.
CERTIFICATES = ssl.create_default_context()


# The paths that the tests have asked for so far, by the kind of client.
walked = {"Sync": set(), "Async": set()}


class Awaiting:
    """An SDK object whose calls can be awaited, whichever client it belongs to."""

    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        value = getattr(self._inner, name)
        if not callable(value):
            return Awaiting(value)

        async def call(*arguments, **named):
            result = value(*arguments, **named)
            return await result if inspect.isawaitable(result) else result

        return call


class SDKTests:
    """What both kinds of client share: a sandbox for each class, put back to its start for each test."""

    options = ("--groups", "12", "--devices", "8", "--rng-seed", "5", "--now", NOW)

    @classmethod
    def setUpClass(cls):
        cls.sandbox = cls.enterClassContext(Sandbox(*cls.options))
        cls.endpoints = answered_endpoints(cls.sandbox)

    async def asyncSetUp(self):
        # The debug mode that tests have is slow, and reports each step that takes over 0.1 s.
        asyncio.get_running_loop().set_debug(False)
        self.sandbox.reset()
        self.seam = await self.client()
        self.addCleanup(self.remember)

    def remember(self):
        walked[self.kind] |= set(self.sandbox.stats()["requests"])

    def needs(self, *paths):
        """Skips the test when the sandbox does not have these endpoints."""
        missing = [path for path in paths if path not in self.endpoints]
        if missing:
            self.skipTest(f"the sandbox has no {', '.join(missing)}")

    async def client(self, key=KEY, **options):
        """A client that is closed at the end of the test."""
        options = {"endpoint": self.sandbox.address, "httpx_options": {"verify": CERTIFICATES}, **options}
        client = self.make(key, **options)
        awaiting = Awaiting(client)
        self.addAsyncCleanup(awaiting.close)
        awaiting.plain = client
        return awaiting

    async def flat(self, request, params=None):
        """Every item of every page; `request` is a method of the SDK's own client."""
        found = self.seam.plain.create_paginator(request, params).flatten_to_list()
        return await found if inspect.isawaitable(found) else found

    async def raises(self, kind, call, code=None, status=None):
        """Awaits `call`, which has to fail with exactly this class, and answers the error."""
        try:
            result = await call
        except seam.SeamError as error:
            self.assertIs(type(error), kind, repr(error))
            if code:
                self.assertEqual(error.code, code, str(error))
            if status:
                self.assertEqual(error.status_code, status)
            return error
        self.fail(f"{result!r} instead of {kind.__name__}")

    async def doors(self):
        """The devices that take codes and are online."""
        return [
            device
            for device in await self.seam.devices.list()
            if device.properties.online and device.can_program_online_access_codes
        ]

    async def group(self, count=2, **fields):
        """Makes a group of linked codes that starts in two days, and answers its codes."""
        ids = [device.device_id for device in (await self.doors())[:count]]
        frame = {"starts_at": "2026-11-25T15:00:00Z", "ends_at": "2026-11-28T11:00:00Z"}
        return await self.seam.access_codes.create_multiple(device_ids=ids, **{"name": "Made", **frame, **fields})

    async def members(self, key):
        """The codes of a group as they are now, by door."""
        codes = {}
        for device in await self.seam.devices.list():
            for code in await self.seam.access_codes.list(device_id=device.device_id):
                if code.common_code_key == key:
                    codes[code.device_id] = code
        return codes

    def frame(self, code):
        """The hours that a code will have once its door has them."""
        for mutation in code.pending_mutations:
            if mutation.mutation_code == "updating_time_frame":
                return mutation.to.starts_at, mutation.to.ends_at
        return code.starts_at, code.ends_at

    async def events(self, *types, **filters):
        """The events of some types since the start, oldest first."""
        if types:
            filters["event_types"] = list(types)
        found = await self.seam.events.list(since="2026-11-23T17:59:00Z", **filters)
        return sorted(found, key=lambda event: event.occurred_at)


class Sync(SDKTests, unittest.IsolatedAsyncioTestCase):
    kind = "Sync"
    make = seam.Seam


class Async(SDKTests, unittest.IsolatedAsyncioTestCase):
    kind = "Async"
    make = seam.AsyncSeam


def both_clients(tests):
    """Makes two test classes of one: with `seam.Seam` and with `seam.AsyncSeam`."""
    module = sys.modules[tests.__module__]
    for kind in (Sync, Async):
        name = f"{kind.__name__}{tests.__name__}"
        setattr(module, name, type(name, (tests, kind), {"__module__": tests.__module__, "__doc__": tests.__doc__}))
    return tests
