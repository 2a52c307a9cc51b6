"""Single access codes through the official SDK: managed, unmanaged, and the lives they lead."""

import unittest

import seam
from httpx_retries import Retry
from sandbox import unknown_id
from sdk import both_clients

STARTS, ENDS = "2026-11-25T15:00:00.000Z", "2026-11-28T11:00:00.000Z"


class Codes:
    """What the tests of codes share."""

    async def door(self):
        return (await self.doors())[0].device_id

    async def create(self, **fields):
        """Makes a code with hours on the first door."""
        fields = {"device_id": await self.door(), "name": "Ito", "starts_at": STARTS, "ends_at": ENDS, **fields}
        return await self.seam.access_codes.create(**fields)

    async def fresh(self, code):
        return await self.seam.access_codes.get(access_code_id=code.access_code_id)

    async def is_gone(self, code, get=None):
        get = get or self.seam.access_codes.get
        await self.raises(seam.SeamHttpApiError, get(access_code_id=code.access_code_id), status=404)


@both_clients
class AccessCodeTests(Codes):
    async def test_a_code_is_made_found_changed_and_deleted(self):
        self.needs("/access_codes/create", "/access_codes/delete")
        code = await self.create(code="482913")
        self.assertEqual((code.code, code.name, code.type, code.is_managed), ("482913", "Ito", "time_bound", True))
        self.assertEqual((code.starts_at, code.ends_at, code.common_code_key), (STARTS, ENDS, None))
        self.assertEqual((code.errors, code.status), ([], "unset"))
        codes = self.seam.access_codes
        self.assertEqual((await codes.get(device_id=code.device_id, code="482913")).access_code_id, code.access_code_id)
        by_door, by_id = {"device_id": code.device_id}, {"access_code_ids": [code.access_code_id]}
        for query in (by_door, by_id, {**by_door, "search": "482913"}):
            found = await codes.list(**query)
            self.assertIn(code.access_code_id, [item.access_code_id for item in found], query)
        self.assertIsNone(await codes.update(access_code_id=code.access_code_id, name="Sato", ends_at=ENDS, starts_at=STARTS))
        self.sandbox.advance(600)
        self.assertEqual((await self.fresh(code)).name, "Sato")
        await codes.update(access_code_id=code.access_code_id, type="ongoing")
        self.sandbox.advance(600)
        ongoing = await self.fresh(code)
        self.assertEqual((ongoing.type, ongoing.starts_at, ongoing.ends_at), ("ongoing", None, None))
        self.assertIsNone(await codes.delete(access_code_id=code.access_code_id))
        self.sandbox.advance(600)
        await self.is_gone(code)
        again = codes.delete(access_code_id=code.access_code_id)
        await self.raises(seam.SeamHttpApiError, again, "access_code_not_found", 404)

    async def test_what_cannot_be_made_is_refused(self):
        self.needs("/access_codes/create")
        create, door = self.seam.access_codes.create, await self.door()
        for fields in ({"starts_at": STARTS}, {"ends_at": ENDS}, {"code": "123"}, {"code": "12a4"}, {"starts_at": "soon"}):
            with self.subTest(fields):
                await self.raises(seam.SeamHttpInvalidInputError, create(device_id=door, **fields), status=400)
        await self.raises(seam.SeamHttpApiError, create(device_id=unknown_id()), "device_not_found", 404)
        await self.create(code="482913")
        await self.raises(seam.SeamHttpApiError, self.create(code="482913"), "duplicate_access_code", 409)

    async def test_a_code_can_join_a_group(self):
        self.needs("/access_codes/create")
        group = await self.group(1)
        key = group[0].common_code_key
        other = (await self.doors())[1].device_id
        joined = await self.create(device_id=other, common_code_key=key)
        self.assertEqual((joined.common_code_key, joined.code), (key, group[0].code))
        await self.seam.access_codes.update_multiple(common_code_key=key, starts_at=STARTS, ends_at="2026-11-29T11:00:00Z")
        self.assertEqual(self.frame(await self.fresh(joined)), (STARTS, "2026-11-29T11:00:00.000Z"))

    async def test_a_code_goes_through_its_life_with_the_clock(self):
        self.needs("/access_codes/create", "/events/list")
        code = await self.create(
            starts_at="2026-11-23T20:00:00Z", ends_at="2026-11-23T22:00:00Z", prefer_native_scheduling=False
        )
        self.assertEqual(code.status, "unset")
        self.sandbox.advance(90 * 60)
        self.assertEqual((await self.fresh(code)).status, "set")
        self.sandbox.advance(3 * 3600)
        await self.is_gone(code)
        events = await self.events(access_code_id=code.access_code_id)
        kinds = [event.event_type for event in events]
        self.assertEqual(kinds[0], "access_code.created")
        for kind in ("access_code.set_on_device", "access_code.removed_from_device"):
            self.assertIn(kind, kinds)

    async def test_a_pin_can_be_asked_for(self):
        self.needs("/access_codes/generate_code")
        door = await self.door()
        generated = await self.seam.access_codes.generate_code(device_id=door)
        self.assertRegex(generated.code, r"^\d{4,8}$")
        unknown = self.seam.access_codes.generate_code(device_id=unknown_id())
        await self.raises(seam.SeamHttpApiError, unknown, "device_not_found", 404)

    async def test_a_backup_stands_in_for_a_code(self):
        self.needs("/access_codes/pull_backup_access_code", "/access_codes/create")
        code = await self.create(use_backup_access_code_pool=True)
        self.sandbox.advance(600)
        pull = self.seam.access_codes.pull_backup_access_code
        backup = await pull(access_code_id=code.access_code_id)
        self.assertNotEqual(backup.access_code_id, code.access_code_id)
        self.assertEqual((backup.device_id, backup.ends_at), (code.device_id, ENDS))
        self.assertEqual((await pull(access_code_id=code.access_code_id)).access_code_id, backup.access_code_id)
        self.assertEqual((await self.fresh(code)).pulled_backup_access_code_id, backup.access_code_id)
        ongoing = await self.seam.access_codes.create(device_id=code.device_id)
        await self.raises(
            seam.SeamHttpApiError, pull(access_code_id=ongoing.access_code_id), "access_code_not_time_bound", 400
        )

    async def test_constraints_can_be_reported(self):
        self.needs("/access_codes/report_device_constraints")
        report, door = self.seam.access_codes.report_device_constraints, await self.door()
        bad = report(device_id=door, supported_code_lengths=[])
        await self.raises(seam.SeamHttpInvalidInputError, bad, status=400)
        unknown = report(device_id=unknown_id(), min_code_length=4, max_code_length=6)
        await self.raises(seam.SeamHttpApiError, unknown, "device_not_found", 404)

    async def test_the_limits_of_creating_and_deleting_are_their_own(self):
        self.needs("/access_codes/create", "/access_codes/delete")
        client = await self.client(retries=Retry(total=0))
        door = await self.door()
        codes = [await client.access_codes.create(device_id=door) for _ in range(10)]
        await self.raises(seam.SeamHttpApiError, client.access_codes.create(device_id=door), "too_many_requests", 429)
        for code in codes:
            await client.access_codes.delete(access_code_id=code.access_code_id)
        self.assertEqual(self.sandbox.stats()["rate_limited"], 1)


@both_clients
class UnmanagedCodeTests(Codes):
    async def unmanaged(self, **fields):
        """Makes a code that Seam did not make, on a lock that lets Seam take codes over."""
        door = next(door for door in await self.doors() if door.device_type == "august_lock")
        simulate = self.seam.access_codes.simulate.create_unmanaged_access_code
        return await simulate(**{"device_id": door.device_id, "name": "Cleaner", "code": "4829", **fields})

    async def test_a_code_that_seam_did_not_make_is_found_apart(self):
        self.needs("/access_codes/simulate/create_unmanaged_access_code", "/access_codes/unmanaged/list")
        code = await self.unmanaged()
        self.assertEqual((code.is_managed, code.code, code.name), (False, "4829", "Cleaner"))
        unmanaged = self.seam.access_codes.unmanaged
        listed = await self.flat(self.seam.plain.access_codes.unmanaged.list, {"device_id": code.device_id, "limit": 1})
        self.assertIn(code.access_code_id, [item.access_code_id for item in listed])
        self.assertEqual((await unmanaged.get(access_code_id=code.access_code_id)).code, "4829")
        managed = await self.seam.access_codes.list(device_id=code.device_id)
        self.assertNotIn(code.access_code_id, [item.access_code_id for item in managed])
        for fields in ({"code": "12"}, {"code": "12345678901"}, {"code": "12x4"}):
            await self.raises(seam.SeamHttpInvalidInputError, self.unmanaged(**fields), status=400)

    async def test_it_can_be_taken_over_and_given_up(self):
        self.needs("/access_codes/unmanaged/convert_to_managed", "/access_codes/unmanaged/update")
        code = await self.unmanaged()
        unmanaged = self.seam.access_codes.unmanaged
        self.assertIsNone(await unmanaged.convert_to_managed(access_code_id=code.access_code_id))
        self.sandbox.advance(600)
        self.assertTrue((await self.fresh(code)).is_managed)
        await self.is_gone(code, unmanaged.get)
        await self.seam.access_codes.update(access_code_id=code.access_code_id, is_managed=False)
        self.sandbox.advance(600)
        self.assertFalse((await unmanaged.get(access_code_id=code.access_code_id)).is_managed)
        await unmanaged.update(access_code_id=code.access_code_id, is_managed=True)
        self.sandbox.advance(600)
        self.assertTrue((await self.fresh(code)).is_managed)

    async def test_it_can_be_deleted(self):
        self.needs("/access_codes/unmanaged/delete")
        code = await self.unmanaged()
        self.assertIsNone(await self.seam.access_codes.unmanaged.delete(access_code_id=code.access_code_id))
        self.sandbox.advance(600)
        await self.is_gone(code, self.seam.access_codes.unmanaged.get)


if __name__ == "__main__":
    unittest.main()
