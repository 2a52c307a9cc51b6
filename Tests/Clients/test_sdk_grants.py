"""Access grants, access methods, spaces, people and customers through the official SDK."""

import unittest

import seam
from sandbox import unknown_id
from sdk import both_clients

STARTS, ENDS = "2026-11-25T15:00:00.000Z", "2026-11-28T11:00:00.000Z"
LATER = "2026-11-29T11:00:00.000Z"


class Granting:
    """What the tests of grants share."""

    async def grant(self, count=2, modes=("code",), **fields):
        """Makes a grant on some doors that starts in two days."""
        if not {"device_ids", "space_ids", "space_keys"} & set(fields):
            fields["device_ids"] = [door.device_id for door in (await self.doors())[:count]]
        if "user_identity_id" not in fields:
            fields.setdefault("user_identity", {"full_name": "Ada Ito"})
        return await self.seam.access_grants.create(
            requested_access_methods=[{"mode": mode} for mode in modes],
            **{"name": "Ito", "starts_at": STARTS, "ends_at": ENDS, **fields},
        )

    async def settled(self, id):
        self.sandbox.advance(3)
        return await self.seam.access_grants.get(access_grant_id=id)


@both_clients
class GrantTests(Granting):
    async def test_a_grant_has_one_pin_for_its_doors_and_no_group_key(self):
        made = await self.grant(access_grant_key="stay-7")
        self.assertEqual((made.name, made.starts_at, made.ends_at), ("Ito", STARTS, ENDS))
        self.assertEqual(made.access_grant_key, "stay-7")
        self.sandbox.advance(3)
        for query in ({"access_grant_id": made.access_grant_id}, {"access_grant_key": "stay-7"}):
            with self.subTest(query):
                codes = await self.seam.access_codes.list(**query)
                self.assertEqual(len(codes), 2)
                self.assertEqual(len({code.code for code in codes}), 1)
                self.assertEqual({code.common_code_key for code in codes}, {None})
                self.assertEqual({(code.starts_at, code.ends_at) for code in codes}, {(STARTS, ENDS)})
        [method] = await self.seam.access_methods.list(access_grant_key="stay-7")
        self.assertEqual((method.mode, method.is_issued, method.code), ("code", True, codes[0].code))
        found = await self.seam.access_codes.list(access_method_id=method.access_method_id)
        self.assertEqual({code.access_code_id for code in found}, {code.access_code_id for code in codes})
        get = self.seam.access_methods.get(access_method_id=method.access_method_id)
        self.assertEqual((await get).access_method_id, method.access_method_id)

    async def test_a_move_is_pending_until_the_methods_are_issued_anew(self):
        made = await self.settled((await self.grant()).access_grant_id)
        [method] = await self.seam.access_methods.list(access_grant_id=made.access_grant_id)
        await self.seam.access_grants.update(access_grant_id=made.access_grant_id, ends_at=LATER)
        moving = await self.seam.access_grants.get(access_grant_id=made.access_grant_id)
        self.assertEqual(moving.ends_at, LATER)
        [mutation] = moving.pending_mutations
        self.assertEqual(mutation.mutation_code, "updating_access_times")
        self.assertEqual((mutation.from_.ends_at, mutation.to.ends_at), (ENDS, LATER))
        self.assertEqual([warning.warning_code for warning in moving.warnings], ["updating_access_times"])
        [revoked] = await self.seam.access_methods.list(access_grant_id=made.access_grant_id)
        self.assertFalse(revoked.is_issued)
        moved = await self.settled(made.access_grant_id)
        self.assertEqual((moved.pending_mutations, moved.warnings), ([], []))
        [reissued] = await self.seam.access_methods.list(access_grant_id=made.access_grant_id)
        self.assertEqual((reissued.is_issued, reissued.code), (True, method.code))
        found = await self.events(access_grant_id=made.access_grant_id)
        types = [event.event_type for event in found]
        self.assertEqual(types[-3:], ["access_grant.access_times_changed", "access_method.revoked", "access_method.reissued"])
        self.assertEqual(self.sandbox.stats()["updates_by_grant"], {made.access_grant_id: 1})

    async def test_an_end_can_be_taken_away_and_a_name_changed(self):
        made = await self.settled((await self.grant(access_grant_key="k")).access_grant_id)
        await self.seam.access_grants.update(access_grant_key="k", ends_at=seam.NULL, name="Novak")
        moved = await self.settled(made.access_grant_id)
        self.assertEqual((moved.ends_at, moved.name), (None, "Novak"))

    async def test_hours_that_cannot_be_are_refused(self):
        made = await self.grant()
        for fields in ({"ends_at": STARTS}, {"ends_at": "2026-11-01T00:00:00Z", "starts_at": "2026-10-01T00:00:00Z"}):
            with self.subTest(fields):
                update = self.seam.access_grants.update(access_grant_id=made.access_grant_id, **fields)
                await self.raises(seam.SeamHttpInvalidInputError, update, status=400)
        update = self.seam.access_grants.update(access_grant_id=unknown_id(), ends_at=LATER)
        await self.raises(seam.SeamHttpApiError, update, "access_grant_not_found", 404)

    async def test_lists_have_filters_and_pages(self):
        made = [await self.grant(1, name=f"Stay {number}", reservation_key=f"r-{number}") for number in range(3)]
        ids = [grant.access_grant_id for grant in made]
        listed = self.seam.access_grants.list
        self.assertEqual([grant.access_grant_id for grant in await listed()], ids)
        self.assertEqual([grant.access_grant_id for grant in await listed(reservation_key="r-1")], ids[1:2])
        self.assertEqual([grant.access_grant_id for grant in await listed(search="stay 2")], ids[2:])
        self.assertEqual([grant.access_grant_id for grant in await listed(access_grant_ids=ids[:2])], ids[:2])
        self.assertEqual([grant.access_grant_id for grant in await listed(access_grant_key=seam.NULL)], ids)
        self.assertEqual(await listed(access_grant_key="none"), [])
        paged = await self.flat(self.seam.plain.access_grants.list, {"limit": 2})
        self.assertEqual([grant.access_grant_id for grant in paged], ids)

    async def test_the_grants_of_a_reservation_overlap(self):
        await self.grant(reservation_key="r")
        apart = self.grant(reservation_key="r", starts_at="2026-12-01T15:00:00Z", ends_at="2026-12-03T11:00:00Z")
        await self.raises(seam.SeamHttpApiError, apart, status=409)
        joined = await self.grant(1, reservation_key="r")
        away = {"starts_at": "2026-12-05T15:00:00Z", "ends_at": "2026-12-07T11:00:00Z"}
        move = self.seam.access_grants.update(access_grant_id=joined.access_grant_id, **away)
        await self.raises(seam.SeamHttpApiError, move, status=409)

    async def test_more_methods_can_be_asked_for_and_all_can_be_deleted(self):
        made = await self.settled((await self.grant()).access_grant_id)
        ask = self.seam.access_grants.request_access_methods
        more = await ask(access_grant_id=made.access_grant_id, requested_access_methods=[{"mode": "mobile_key"}])
        self.assertEqual([request.mode for request in more.requested_access_methods], ["code", "mobile_key"])
        related = await self.seam.access_grants.get_related(access_grant_ids=[made.access_grant_id])
        self.assertEqual((len(related.access_methods), len(related.devices)), (2, 2))
        key = related.access_methods[1]["access_method_id"]
        around = await self.seam.access_methods.get_related(access_method_ids=[key], include=["access_grants"])
        self.assertEqual([grant["access_grant_id"] for grant in around.access_grants], [made.access_grant_id])
        await self.seam.access_methods.delete(access_method_id=key)
        await self.seam.access_grants.delete(access_grant_id=made.access_grant_id)
        self.sandbox.advance(3)
        gone = self.seam.access_grants.get(access_grant_id=made.access_grant_id)
        await self.raises(seam.SeamHttpApiError, gone, "access_grant_not_found", 404)
        self.assertEqual(await self.seam.access_codes.list(access_grant_id=made.access_grant_id), [])

    async def test_a_card_is_encoded_again_after_a_move(self):
        made = await self.settled((await self.grant(modes=("card",))).access_grant_id)
        [card] = await self.seam.access_methods.list(access_grant_id=made.access_grant_id)
        self.assertEqual((card.is_issued, card.is_encoding_required), (False, True))
        encode = {"access_method_id": card.access_method_id, "acs_encoder_id": unknown_id()}
        attempt = await self.seam.access_methods.encode(**encode, wait_for_action_attempt=False)
        self.assertEqual((attempt.action_type, attempt.status), ("ENCODE_CREDENTIAL", "pending"))
        self.sandbox.advance(3)
        self.assertTrue((await self.seam.access_methods.get(access_method_id=card.access_method_id)).is_issued)
        await self.seam.access_grants.update(access_grant_id=made.access_grant_id, ends_at=LATER)
        self.sandbox.advance(3)
        card = await self.seam.access_methods.get(access_method_id=card.access_method_id)
        self.assertEqual((card.is_issued, card.is_encoding_required), (False, True))

    async def test_a_code_of_a_grant_is_left_to_it(self):
        made = await self.settled((await self.grant()).access_grant_id)
        code = (await self.seam.access_codes.list(access_grant_id=made.access_grant_id))[0]
        update = self.seam.access_codes.update(access_code_id=code.access_code_id, name="Other")
        error = await self.raises(seam.SeamHttpInvalidInputError, update, status=400)
        self.assertEqual(error.data, {"access_grant_id": made.access_grant_id})


@both_clients
class SpaceTests(Granting):
    async def test_a_grant_follows_its_space(self):
        first, second = [door.device_id for door in (await self.doors())[:2]]
        customer = {"time_zone": "Europe/Lisbon", "default_checkin_time": "15:00"}
        spaces = self.seam.spaces
        house = await spaces.create(name="House", space_key="h", device_ids=[first], customer_data=customer)
        self.assertEqual((house.device_count, house.customer_data.time_zone), (1, "Europe/Lisbon"))
        made = await self.settled((await self.grant(space_keys=["h"])).access_grant_id)
        self.assertEqual(made.space_ids, [house.space_id])
        self.assertEqual((await self.seam.devices.get(device_id=first)).space_ids, [house.space_id])
        await spaces.add_devices(space_id=house.space_id, device_ids=[second])
        self.sandbox.advance(3)
        codes = await self.seam.access_codes.list(access_grant_id=made.access_grant_id)
        self.assertEqual({code.device_id for code in codes}, {first, second})
        self.assertEqual(len({code.code for code in codes}), 1)
        await spaces.remove_devices(space_id=house.space_id, device_ids=[first])
        self.sandbox.advance(3)
        codes = await self.seam.access_codes.list(access_grant_id=made.access_grant_id)
        self.assertEqual([code.device_id for code in codes], [second])
        found = await self.seam.devices.list(space_id=house.space_id)
        self.assertEqual([device.device_id for device in found], [second])

    async def test_spaces_are_found_changed_and_deleted(self):
        spaces = self.seam.spaces
        made = [await spaces.create(name=f"Room {number}", space_key=f"r-{number}") for number in range(3)]
        self.assertEqual([space.name for space in await spaces.list(search="room 1")], ["Room 1"])
        self.assertEqual(len(await self.flat(self.seam.plain.spaces.list, {"limit": 2})), 3)
        await spaces.update(space_id=made[0].space_id, name="Suite")
        self.assertEqual((await spaces.get(space_key="r-0")).name, "Suite")
        account = (await self.seam.connected_accounts.list())[0].connected_account_id
        for change in (spaces.add_connected_account, spaces.remove_connected_account):
            await change(space_id=made[0].space_id, connected_account_id=account)
        related = await spaces.get_related(space_keys=["r-0", "r-1"])
        self.assertEqual(len(related.spaces), 2)
        await spaces.delete(space_id=made[0].space_id)
        await self.raises(seam.SeamHttpApiError, spaces.get(space_key="r-0"), "space_not_found", 404)
        await self.raises(seam.SeamHttpApiError, spaces.create(name="Again", space_key="r-1"), status=409)


@both_clients
class PeopleTests(Granting):
    async def test_people_are_made_found_changed_and_deleted_with_their_grants(self):
        people = self.seam.user_identities
        ada = await people.create(full_name="Ada Ito", email_address="ada@guests.example", user_identity_key="ada")
        await self.raises(seam.SeamHttpApiError, people.create(user_identity_key="ada"), status=409)
        await people.update(user_identity_id=ada.user_identity_id, phone_number="+351210000000", full_name=seam.NULL)
        found = await people.get(user_identity_key="ada")
        self.assertEqual((found.phone_number, found.full_name), ("+351210000000", None))
        self.assertEqual([item.user_identity_id for item in await people.list(search="ADA@")], [ada.user_identity_id])
        made = await self.grant(user_identity_id=ada.user_identity_id)
        doors = await people.list_accessible_devices(user_identity_id=ada.user_identity_id)
        self.assertEqual(len(doors), 2)
        await people.delete(user_identity_id=ada.user_identity_id)
        self.sandbox.advance(3)
        gone = self.seam.access_grants.get(access_grant_id=made.access_grant_id)
        await self.raises(seam.SeamHttpApiError, gone, status=404)

    async def test_what_a_property_system_pushes_becomes_a_grant_and_undoes_changes_by_hand(self):
        door = (await self.doors())[0].device_id
        await self.seam.spaces.create(name="Room", space_key="room-1", device_ids=[door])
        reservation = {"reservation_key": "b-1", "guest_key": "g-1", "space_keys": ["room-1"]}
        push = {
            "customer_key": "c-1",
            "guests": [{"guest_key": "g-1", "name": "Ada Ito"}],
            "reservations": [{**reservation, "starts_at": STARTS, "ends_at": ENDS}],
        }
        await self.seam.customers.push_data(**push)
        [made] = await self.seam.access_grants.list(reservation_key="b-1")
        self.assertEqual((made.starts_at, made.ends_at), (STARTS, ENDS))
        await self.seam.access_grants.update(access_grant_id=made.access_grant_id, ends_at=LATER)
        await self.seam.customers.push_data(**push)
        [pushed] = await self.seam.access_grants.list(reservation_key="b-1")
        self.assertEqual((pushed.access_grant_id, pushed.ends_at), (made.access_grant_id, ENDS))
        await self.seam.customers.delete_data(reservation_keys=["b-1"])
        self.sandbox.advance(3)
        self.assertEqual(await self.seam.access_grants.list(reservation_key="b-1"), [])


if __name__ == "__main__":
    unittest.main()
