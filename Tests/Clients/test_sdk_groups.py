"""create_multiple and update_multiple through the official SDK."""

import unittest

import httpx
import seam
from httpx_retries import Retry
from sandbox import unknown_id
from sdk import both_clients

STARTS, ENDS = "2026-11-25T15:00:00.000Z", "2026-11-28T11:00:00.000Z"


@both_clients
class CreateMultipleTests:
    async def test_codes_of_one_call_share_a_key_and_a_pin_in_the_order_of_the_doors(self):
        doors = (await self.doors())[:3]
        ids = [door.device_id for door in reversed(doors)]
        codes = await self.seam.access_codes.create_multiple(
            device_ids=ids, name="Ito", starts_at="2026-11-25T07:00:00-08:00", ends_at="2026-11-28T11:00:00Z"
        )
        self.assertEqual([code.device_id for code in codes], ids)
        self.assertEqual({code.name for code in codes}, {"Ito"})
        self.assertEqual({(code.starts_at, code.ends_at) for code in codes}, {(STARTS, ENDS)})
        self.assertEqual({code.type for code in codes}, {"time_bound"})
        self.assertEqual(len({code.access_code_id for code in codes}), 3)
        self.assertEqual(len({code.code for code in codes}), 1)
        self.assertRegex(codes[0].code, r"^\d{4,8}$")
        keys = {code.common_code_key for code in codes}
        self.assertEqual(len(keys), 1)
        uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
        self.assertRegex(keys.pop(), f"^auto_set_by_create_multiple_{uuid}$")
        for code in codes:
            found = await self.seam.access_codes.get(access_code_id=code.access_code_id)
            self.assertEqual((found.common_code_key, found.code), (code.common_code_key, code.code))
        self.assertEqual(self.sandbox.stats()["requests"]["/access_codes/create_multiple"], 1)

    async def test_a_pin_of_ones_own_links_nothing(self):
        codes = await self.group(code="482913")
        self.assertEqual([(code.code, code.common_code_key) for code in codes], [("482913", None)] * 2)

    async def test_without_hours_the_codes_are_ongoing(self):
        ids = [door.device_id for door in (await self.doors())[:2]]
        codes = await self.seam.access_codes.create_multiple(device_ids=ids)
        self.assertEqual([(code.type, code.starts_at, code.ends_at) for code in codes], [("ongoing", None, None)] * 2)
        self.assertTrue(all(code.common_code_key and code.name for code in codes))

    async def test_a_length_can_be_preferred(self):
        door = next(door for door in await self.doors() if 6 in door.properties.supported_code_lengths)
        codes = await self.seam.access_codes.create_multiple(device_ids=[door.device_id], preferred_code_length=6)
        self.assertEqual(len(codes[0].code), 6)

    async def test_nothing_is_made_when_one_door_is_unknown(self):
        door = (await self.doors())[0].device_id
        before = await self.seam.access_codes.list(device_id=door)
        create = self.seam.access_codes.create_multiple
        error = await self.raises(
            seam.SeamHttpApiError, create(device_ids=[door, unknown_id()]), "device_not_found", 404
        )
        self.assertTrue(error.request_id)
        self.assertEqual(await self.seam.access_codes.list(device_id=door), before)

    async def test_hours_that_cannot_be_are_refused_with_the_class_for_it(self):
        door = (await self.doors())[0].device_id
        create = self.seam.access_codes.create_multiple
        for fields in (
            {"starts_at": STARTS},
            {"ends_at": ENDS},
            {"starts_at": ENDS, "ends_at": STARTS},
            {"starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-01-02T00:00:00Z"},
            {"starts_at": "soon", "ends_at": ENDS},
            {"code": "12"},
            {"code": "12ab"},
            {"behavior_when_code_cannot_be_shared": "shrug"},
        ):
            with self.subTest(fields):
                await self.raises(seam.SeamHttpInvalidInputError, create(device_ids=[door], **fields), status=400)
        error = await self.raises(seam.SeamHttpInvalidInputError, create(device_ids=["x"]))
        self.assertEqual(error.code, "invalid_input")
        self.assertIn("device_ids", [problem.parameter_name for problem in error.validation_errors])

    async def test_a_pin_that_a_door_has_already_is_refused(self):
        door = (await self.doors())[0].device_id
        code = next(code for code in await self.seam.access_codes.list(device_id=door) if code.code)
        create = self.seam.access_codes.create_multiple
        await self.raises(
            seam.SeamHttpApiError, create(device_ids=[door], code=code.code), "duplicate_access_code", 409
        )

    async def test_the_eleventh_code_of_a_minute_on_one_door_has_to_wait(self):
        client = await self.client(retries=Retry(total=0))
        door = (await self.doors())[0].device_id
        create = client.access_codes.create_multiple
        for _ in range(10):
            await create(device_ids=[door])
        error = await self.raises(seam.SeamHttpApiError, create(device_ids=[door]), "too_many_requests", 429)
        self.assertTrue(error.request_id)
        self.assertEqual(self.sandbox.stats()["rate_limited"], 1)
        self.sandbox.advance(60)
        await create(device_ids=[door])

    async def test_an_answer_that_is_lost_makes_the_sdk_create_twice(self):
        """The SDK repeats a PUT, and creating is nothing to repeat: this is how a second group comes to be."""
        ids = [door.device_id for door in (await self.doors())[:2]]
        self.sandbox.fault(path="/access_codes/create_multiple", kind="reset", count=1, after_effect=True)
        await self.seam.access_codes.create_multiple(device_ids=ids, name="Twice")
        self.assertEqual(self.sandbox.stats()["requests"]["/access_codes/create_multiple"], 2)
        codes = await self.seam.access_codes.list(device_id=ids[0], search="Twice")
        self.assertEqual(len({code.common_code_key for code in codes}), 2)


@both_clients
class UpdateMultipleTests:
    async def test_every_code_of_the_group_moves_and_no_other_does(self):
        codes = await self.group(3)
        other = await self.group(2, name="Other")
        key = codes[0].common_code_key
        result = await self.seam.access_codes.update_multiple(
            common_code_key=key, starts_at="2026-11-25T16:00:00Z", ends_at="2026-11-28T13:00:00+00:00", name="Later"
        )
        self.assertIsNone(result)
        members = await self.members(key)
        self.assertEqual(set(members), {code.device_id for code in codes})
        for code in members.values():
            self.assertEqual(self.frame(code), ("2026-11-25T16:00:00.000Z", "2026-11-28T13:00:00.000Z"))
            self.assertEqual((code.code, code.type), (codes[0].code, "time_bound"))
        others = await self.members(other[0].common_code_key)
        self.assertEqual({self.frame(code) for code in others.values()}, {(STARTS, ENDS)})
        updates = self.sandbox.stats()["updates_by_device"]
        self.assertEqual(updates, {code.device_id: 1 for code in codes})

    async def test_what_a_door_does_not_have_yet_is_told_and_comes_with_time(self):
        codes = await self.group()
        key = codes[0].common_code_key
        self.sandbox.advance(3600)
        await self.seam.access_codes.update_multiple(
            common_code_key=key, starts_at=STARTS, ends_at="2026-11-28T14:00:00Z", name="Later"
        )
        self.sandbox.advance(600)
        for code in (await self.members(key)).values():
            self.assertEqual((code.starts_at, code.ends_at), (STARTS, "2026-11-28T14:00:00.000Z"))
            self.assertEqual(code.name, "Later")
            kinds = [mutation.mutation_code for mutation in code.pending_mutations]
            self.assertNotIn("updating_time_frame", kinds)
            self.assertNotIn("updating_name", kinds)

    async def test_one_bound_leaves_the_other_where_it_is(self):
        key = (await self.group())[0].common_code_key
        await self.seam.access_codes.update_multiple(common_code_key=key, ends_at="2026-11-29T11:00:00Z")
        frames = {self.frame(code) for code in (await self.members(key)).values()}
        self.assertEqual(frames, {(STARTS, "2026-11-29T11:00:00.000Z")})
        await self.seam.access_codes.update_multiple(common_code_key=key, starts_at="2026-11-25T12:00:00Z")
        codes = (await self.members(key)).values()
        self.assertEqual({self.frame(code) for code in codes}, {("2026-11-25T12:00:00.000Z", "2026-11-29T11:00:00.000Z")})
        self.assertEqual({code.type for code in codes}, {"time_bound"})

    async def test_a_name_alone_keeps_the_hours(self):
        key = (await self.group())[0].common_code_key
        await self.seam.access_codes.update_multiple(common_code_key=key, name="Ito, suite")
        self.sandbox.advance(600)
        codes = (await self.members(key)).values()
        self.assertEqual({(code.name, code.type) for code in codes}, {("Ito, suite", "time_bound")})
        self.assertEqual({self.frame(code) for code in codes}, {(STARTS, ENDS)})

    async def test_a_key_alone_changes_nothing(self):
        key = (await self.group())[0].common_code_key
        self.assertIsNone(await self.seam.access_codes.update_multiple(common_code_key=key))
        self.assertEqual({self.frame(code) for code in (await self.members(key)).values()}, {(STARTS, ENDS)})

    async def test_the_same_values_twice_are_the_same_as_once(self):
        key = (await self.group())[0].common_code_key
        for _ in range(3):
            await self.seam.access_codes.update_multiple(common_code_key=key, starts_at=STARTS, ends_at=ENDS)
        self.assertEqual({self.frame(code) for code in (await self.members(key)).values()}, {(STARTS, ENDS)})

    async def test_an_unknown_key_is_not_found(self):
        update = self.seam.access_codes.update_multiple
        key = f"auto_set_by_create_multiple_{unknown_id()}"
        error = await self.raises(
            seam.SeamHttpApiError, update(common_code_key=key, name="x"), "access_code_not_found", 404
        )
        self.assertEqual(error.data, {"common_code_key": key})

    async def test_the_key_of_another_workspace_is_unknown(self):
        key = (await self.group())[0].common_code_key
        stranger = await self.client("seam_sandbox_key_2")
        update = stranger.access_codes.update_multiple
        await self.raises(
            seam.SeamHttpApiError, update(common_code_key=key, ends_at=ENDS), "access_code_not_found", 404
        )

    async def test_what_cannot_be_is_refused_and_changes_no_member(self):
        codes = await self.group()
        key = codes[0].common_code_key
        update = self.seam.access_codes.update_multiple
        for fields, message in (
            ({"starts_at": ENDS, "ends_at": STARTS}, "ends_at must be after starts_at"),
            ({"starts_at": STARTS, "ends_at": STARTS}, "ends_at must be after starts_at"),
            ({"ends_at": "2026-11-25T14:59:59Z"}, "ends_at must be after starts_at"),
            ({"starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-01-02T00:00:00Z"}, None),
            ({"starts_at": "tomorrow"}, 'Must be parsable date string if defined for "starts_at"'),
            ({"ends_at": 5}, 'Invalid input for "ends_at"'),
            ({"name": 5}, 'Expected string, received number for "name"'),
        ):
            with self.subTest(fields):
                error = await self.raises(
                    seam.SeamHttpInvalidInputError, update(common_code_key=key, **fields), "invalid_input", 400
                )
                if message:
                    self.assertEqual(str(error), message)
        error = await self.raises(seam.SeamHttpInvalidInputError, update(common_code_key=""), "invalid_input")
        self.assertEqual(
            error.get_validation_error_messages("common_code_key"), ["String must contain at least 1 character(s)"]
        )
        members = (await self.members(key)).values()
        self.assertEqual({(self.frame(code), code.name) for code in members}, {((STARTS, ENDS), "Made")})

    async def test_one_member_can_be_moved_alone_and_the_group_moves_together_again(self):
        codes = await self.group()
        key, first = codes[0].common_code_key, codes[0]
        await self.seam.access_codes.update(
            access_code_id=first.access_code_id, starts_at=STARTS, ends_at="2026-11-30T11:00:00Z"
        )
        frames = {code.access_code_id: self.frame(code) for code in (await self.members(key)).values()}
        self.assertEqual(frames[first.access_code_id], (STARTS, "2026-11-30T11:00:00.000Z"))
        self.assertEqual(frames[codes[1].access_code_id], (STARTS, ENDS))
        await self.seam.access_codes.update_multiple(common_code_key=key, starts_at=STARTS, ends_at=ENDS)
        self.assertEqual({self.frame(code) for code in (await self.members(key)).values()}, {(STARTS, ENDS)})

    async def test_the_eleventh_update_of_a_minute_has_to_wait_and_changes_nothing(self):
        key = (await self.group())[0].common_code_key
        update = self.seam.access_codes.update_multiple
        for minute in range(10):
            await update(common_code_key=key, starts_at=STARTS, ends_at=f"2026-11-28T11:{minute:02}:00Z")
        error = await self.raises(
            seam.SeamHttpApiError, update(common_code_key=key, starts_at=STARTS, ends_at=ENDS), "too_many_requests", 429
        )
        self.assertTrue(error.request_id)
        frames = {self.frame(code) for code in (await self.members(key)).values()}
        self.assertEqual(frames, {(STARTS, "2026-11-28T11:09:00.000Z")})
        self.sandbox.advance(60)
        await update(common_code_key=key, starts_at=STARTS, ends_at=ENDS)

    async def test_the_sdk_does_not_repeat_it_and_the_change_may_have_been_made(self):
        key = (await self.group())[0].common_code_key
        self.sandbox.fault(path="/access_codes/update_multiple", kind="reset", count=1, after_effect=True)
        with self.assertRaises(httpx.TransportError):
            await self.seam.access_codes.update_multiple(
                common_code_key=key, starts_at=STARTS, ends_at="2026-11-28T12:00:00Z"
            )
        self.assertEqual(self.sandbox.stats()["requests"]["/access_codes/update_multiple"], 1)
        frames = {self.frame(code) for code in (await self.members(key)).values()}
        self.assertEqual(frames, {(STARTS, "2026-11-28T12:00:00.000Z")})

    async def test_a_change_can_come_late(self):
        key = (await self.group())[0].common_code_key
        self.sandbox.fault(path="/access_codes/update_multiple", kind="late", count=1, delay_ms=5000)
        with self.assertRaises(httpx.TransportError):
            await self.seam.access_codes.update_multiple(
                common_code_key=key, starts_at=STARTS, ends_at="2026-11-28T12:00:00Z"
            )
        self.assertEqual({self.frame(code) for code in (await self.members(key)).values()}, {(STARTS, ENDS)})
        self.sandbox.advance(6)
        frames = {self.frame(code) for code in (await self.members(key)).values()}
        self.assertEqual(frames, {(STARTS, "2026-11-28T12:00:00.000Z")})

    async def test_an_unmanaged_or_unlinked_code_is_in_no_group(self):
        key = (await self.group())[0].common_code_key
        codes = await self.group(code="482913", name="Alone")
        await self.seam.access_codes.update_multiple(common_code_key=key, name="Later")
        for code in codes:
            found = await self.seam.access_codes.get(access_code_id=code.access_code_id)
            self.assertEqual((found.name, found.common_code_key), ("Alone", None))


if __name__ == "__main__":
    unittest.main()
