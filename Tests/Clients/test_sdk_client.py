"""What the official SDK makes of answers: its error classes, its retries, its pages, its action attempts."""

import time
import unittest

import httpx
import seam
from httpx_retries import Retry
from sandbox import TOKEN, unknown_id
from sdk import both_clients

RETRIED = "/devices/list"


@both_clients
class ErrorTests:
    async def test_a_wrong_key_is_unauthorized_with_a_request_id(self):
        client = await self.client("seam_wrong")
        error = await self.raises(seam.SeamHttpUnauthorizedError, client.devices.list(), "unauthorized", 401)
        self.assertTrue(error.request_id)

    async def test_a_token_opens_the_workspace_that_is_named(self):
        workspace = await self.seam.workspaces.get()
        options = {"personal_access_token": TOKEN, "workspace_id": workspace.workspace_id}
        client = await self.client(None, **options)
        self.assertEqual(await client.workspaces.get(), workspace)
        client = await self.client(None, personal_access_token=TOKEN, workspace_id=unknown_id())
        await self.raises(seam.SeamHttpUnauthorizedError, client.workspaces.get(), "unauthorized", 401)

    async def test_invalid_input_tells_the_parameter(self):
        error = await self.raises(
            seam.SeamHttpInvalidInputError, self.seam.devices.get(device_id="x"), "invalid_input", 400
        )
        self.assertEqual(error.get_validation_error_messages("device_id"), ["Invalid uuid"])
        self.assertEqual(error.get_validation_error_messages("name"), [])
        self.assertEqual([problem.parameter_name for problem in error.validation_errors], ["device_id"])

    async def test_what_is_not_there_is_an_api_error_with_its_type(self):
        get, codes = self.seam.devices.get, self.seam.access_codes
        await self.raises(seam.SeamHttpApiError, get(device_id=unknown_id()), "device_not_found", 404)
        id = unknown_id()
        error = await self.raises(
            seam.SeamHttpApiError, codes.update(access_code_id=id, name="x"), "access_code_not_found", 404
        )
        self.assertEqual(error.data["access_code_id"], id)
        await self.raises(seam.SeamHttpApiError, codes.get(access_code_id=unknown_id()), status=404)

    async def test_a_wrong_verb_is_an_api_error(self):
        get = self.seam.client.get
        error = await self.raises(
            seam.SeamHttpApiError, get("/access_codes/update_multiple"), "method_not_allowed", 405
        )
        self.assertEqual(str(error), "only POST,PATCH accepted")

    async def test_a_success_that_is_none_is_an_invalid_response(self):
        self.sandbox.fault(path=RETRIED, kind="garbage", count=1)
        error = await self.raises(seam.SeamHttpInvalidResponseError, self.seam.devices.list())
        self.assertEqual((error.path, error.response_key), (RETRIED, "devices"))

    async def test_an_outage_without_a_body_is_left_to_the_http_library(self):
        self.sandbox.fault(path="/access_codes/update_multiple", kind="status", status=503, count=1)
        with self.assertRaises(httpx.HTTPStatusError) as caught:
            await self.seam.access_codes.update_multiple(common_code_key="x")
        self.assertEqual(caught.exception.response.status_code, 503)

    async def test_a_broken_server_is_an_api_error(self):
        self.sandbox.fault(path="/access_codes/update_multiple", kind="status", status=500, count=1)
        update = self.seam.access_codes.update_multiple
        await self.raises(seam.SeamHttpApiError, update(common_code_key="x"), "internal_server_error", 500)


@both_clients
class RetryTests:
    def requests(self, path=RETRIED):
        return self.sandbox.stats()["requests"].get(path, 0)

    async def test_a_read_is_repeated_until_it_works(self):
        self.sandbox.fault(path=RETRIED, count=1, kind="status", status=503)
        self.sandbox.fault(path=RETRIED, count=1, kind="reset")
        self.assertEqual(len(await self.seam.devices.list()), 8)
        self.assertEqual(self.requests(), 3)

    async def test_it_gives_up_after_the_third_time(self):
        self.sandbox.fault(path=RETRIED, kind="status", status=500)
        await self.raises(seam.SeamHttpApiError, self.seam.devices.list(), "internal_server_error", 500)
        self.assertEqual(self.requests(), 3)

    async def test_a_limit_is_waited_for_as_long_as_the_answer_says(self):
        self.sandbox.fault(path=RETRIED, kind="status", status=429, count=1)
        begin = time.monotonic()
        await self.seam.devices.list()
        self.assertGreaterEqual(time.monotonic() - begin, 1)
        self.assertEqual(self.requests(), 2)

    async def test_a_slow_answer_runs_into_the_timeout_and_is_asked_for_again(self):
        client = await self.client(timeout=1)
        self.sandbox.fault(path=RETRIED, kind="delay", delay_ms=5000, count=1)
        self.assertEqual(len(await client.devices.list()), 8)
        self.assertEqual(self.requests(), 2)

    async def test_a_patch_is_never_repeated(self):
        path = "/access_codes/update_multiple"
        key = (await self.group())[0].common_code_key
        for fault in ({"kind": "status", "status": 500}, {"kind": "status", "status": 429}):
            self.sandbox.fault(path=path, count=1, **fault)
            await self.raises(
                seam.SeamHttpApiError, self.seam.access_codes.update_multiple(common_code_key=key, name="x")
            )
        self.assertEqual(self.requests(path), 2)

    async def test_retries_can_be_switched_off(self):
        client = await self.client(retries=Retry(total=0))
        self.sandbox.fault(path=RETRIED, kind="status", status=500, count=1)
        await self.raises(seam.SeamHttpApiError, client.devices.list(), "internal_server_error")
        self.assertEqual(self.requests(), 1)


@both_clients
class PageTests:
    async def test_pages_follow_each_other_until_the_last(self):
        for name, request, params in (
            ("devices", self.seam.plain.devices.list, {}),
            ("access_codes", self.seam.plain.access_codes.list, {"device_id": await self.busy_door()}),
        ):
            with self.subTest(name):
                whole = await self.flat(request, params)
                self.assertGreater(len(whole), 2)
                path, before = f"/{name}/list", self.sandbox.stats()["requests"][f"/{name}/list"]
                self.assertEqual(await self.flat(request, {**params, "limit": 2}), whole)
                self.assertEqual(self.sandbox.stats()["requests"][path] - before, -(-len(whole) // 2))

    async def busy_door(self):
        codes = {}
        for device in await self.seam.devices.list():
            codes[device.device_id] = len(await self.seam.access_codes.list(device_id=device.device_id))
        return max(codes, key=codes.get)

    async def test_a_page_tells_whether_and_where_it_goes_on(self):
        paginator = Pages(self.seam.plain.create_paginator(self.seam.plain.devices.list, {"limit": 5}))
        first, pagination = await paginator.first()
        self.assertEqual(len(first), 5)
        self.assertTrue(pagination.has_next_page)
        self.assertIn("page_cursor=", pagination.next_page_url)
        second, last = await paginator.next(pagination.next_page_cursor)
        self.assertEqual(len(second), 3)
        self.assertEqual((last.has_next_page, last.next_page_cursor, last.next_page_url), (False, None, None))
        self.assertFalse({door.device_id for door in first} & {door.device_id for door in second})

    async def test_other_parameters_with_the_same_cursor_are_refused(self):
        paginator = Pages(self.seam.plain.create_paginator(self.seam.plain.devices.list, {"limit": 5}))
        _, pagination = await paginator.first()
        other = self.seam.devices.list(limit=4, page_cursor=pagination.next_page_cursor)
        await self.raises(seam.SeamHttpApiError, other, "mismatched_page_parameters", 400)
        wrong = self.seam.devices.list(limit=5, page_cursor="no cursor")
        await self.raises(seam.SeamHttpInvalidInputError, wrong, "invalid_input", 400)

    async def test_what_has_no_pages_is_refused_by_the_sdk_itself(self):
        with self.assertRaises(ValueError):
            self.seam.plain.create_paginator(self.seam.plain.devices.get)


class Pages:
    """A paginator whose pages can be awaited, whichever client it belongs to."""

    def __init__(self, paginator):
        self.paginator = paginator

    async def first(self):
        return await settle(self.paginator.first_page())

    async def next(self, cursor):
        return await settle(self.paginator.next_page(cursor))


async def settle(value):
    return await value if hasattr(value, "__await__") else value


if __name__ == "__main__":
    unittest.main()
