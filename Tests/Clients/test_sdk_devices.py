"""Devices, locks, action attempts, accounts, events and workspaces through the official SDK."""

import unittest

import seam
from sandbox import TOKEN, unknown_id
from sdk import NOW, both_clients


@both_clients
class DeviceTests:
    async def test_devices_are_found_by_what_they_are(self):
        devices = await self.seam.devices.list()
        self.assertEqual(len(devices), 8)
        first = devices[0]
        get = self.seam.devices.get
        self.assertEqual((await get(device_id=first.device_id)).device_id, first.device_id)
        self.assertEqual((await get(name=first.properties.name)).properties.name, first.properties.name)
        for query, matches in (
            ({"device_ids": [first.device_id]}, lambda device: device.device_id == first.device_id),
            ({"device_type": first.device_type}, lambda device: device.device_type == first.device_type),
            ({"device_types": [first.device_type]}, lambda device: device.device_type == first.device_type),
            ({"connected_account_id": first.connected_account_id},
             lambda device: device.connected_account_id == first.connected_account_id),
            ({"created_before": "1990-01-01T00:00:00Z"}, lambda device: False),
            ({"custom_metadata_has": {"floor": "9"}}, lambda device: False),
        ):  # fmt: skip
            with self.subTest(query):
                expected = {device.device_id for device in devices if matches(device)}
                self.assertEqual({device.device_id for device in await self.seam.devices.list(**query)}, expected)
        wrong = self.seam.devices.list(device_type="toaster")
        await self.raises(seam.SeamHttpInvalidInputError, wrong, status=400)

    async def test_a_device_can_be_renamed_and_given_up_and_taken_back(self):
        self.needs("/devices/update", "/devices/unmanaged/list", "/devices/unmanaged/update")
        id = (await self.seam.devices.list())[0].device_id
        await self.seam.devices.update(device_id=id, name="Cellar", custom_metadata={"floor": "-1"})
        device = await self.seam.devices.get(device_id=id)
        self.assertEqual(device.custom_metadata["floor"], "-1")
        found = await self.seam.devices.list(custom_metadata_has={"floor": "-1"})
        self.assertEqual([item.device_id for item in found], [id])
        await self.seam.devices.update(device_id=id, is_managed=False)
        unmanaged = self.seam.devices.unmanaged
        self.assertIn(id, [item.device_id for item in await unmanaged.list()])
        self.assertEqual((await unmanaged.get(device_id=id)).is_managed, False)
        self.assertNotIn(id, [item.device_id for item in await self.seam.devices.list()])
        await unmanaged.update(device_id=id, is_managed=True)
        self.assertIn(id, [item.device_id for item in await self.seam.devices.list()])
        await self.raises(seam.SeamHttpApiError, unmanaged.get(device_id=id), status=404)

    async def test_a_device_goes_offline_and_comes_back(self):
        self.needs("/devices/simulate/disconnect", "/devices/simulate/connect", "/events/list")
        id, simulate = (await self.doors())[0].device_id, self.seam.devices.simulate
        await simulate.disconnect(device_id=id)
        device = await self.seam.devices.get(device_id=id)
        self.assertFalse(device.properties.online)
        self.assertIn("device_disconnected", [problem.error_code for problem in device.errors])
        await simulate.connect(device_id=id)
        device = await self.seam.devices.get(device_id=id)
        self.assertTrue(device.properties.online)
        self.assertEqual(device.errors, [])
        kinds = [event.event_type for event in await self.events(device_id=id)]
        self.assertEqual(kinds, ["device.disconnected", "device.connected"])

    async def test_the_change_of_a_group_reaches_an_offline_door_when_it_is_back(self):
        self.needs("/devices/simulate/disconnect", "/devices/simulate/connect")
        codes = await self.group(starts_at="2026-11-23T17:00:00Z", ends_at="2026-11-28T11:00:00Z")
        self.sandbox.advance(600)
        key, off = codes[0].common_code_key, codes[0].device_id
        await self.seam.devices.simulate.disconnect(device_id=off)
        await self.seam.access_codes.update_multiple(common_code_key=key, ends_at="2026-11-28T13:00:00Z")
        self.sandbox.advance(600)
        members = await self.members(key)
        pending = {
            id: [mutation.mutation_code for mutation in code.pending_mutations] for id, code in members.items()
        }
        self.assertIn("updating_time_frame", pending[off])
        self.assertEqual([kinds for id, kinds in pending.items() if id != off], [[]])
        await self.seam.devices.simulate.connect(device_id=off)
        self.sandbox.advance(600)
        for code in (await self.members(key)).values():
            self.assertEqual((code.ends_at, code.pending_mutations), ("2026-11-28T13:00:00.000Z", []))

    async def test_the_other_troubles_of_a_device_can_be_simulated(self):
        self.needs("/devices/simulate/disconnect_from_hub", "/devices/simulate/paid_subscription", "/devices/simulate/remove")
        id, simulate = (await self.doors())[0].device_id, self.seam.devices.simulate
        for begin, end, code in (
            (simulate.disconnect_from_hub(device_id=id), lambda: simulate.connect_to_hub(device_id=id), "hub_disconnected"),
            (simulate.paid_subscription(device_id=id, is_expired=True),
             lambda: simulate.paid_subscription(device_id=id, is_expired=False), "subscription_required"),
            (simulate.remove(device_id=id), None, "device_removed"),
        ):  # fmt: skip
            await begin
            device = await self.seam.devices.get(device_id=id)
            self.assertIn(code, [problem.error_code for problem in device.errors])
            if end:
                await end()
                self.assertEqual((await self.seam.devices.get(device_id=id)).errors, [])

    async def test_providers_and_their_metadata(self):
        self.needs("/devices/list_device_providers", "/devices/report_provider_metadata")
        self.assertTrue(await self.seam.devices.list_device_providers())
        id = (await self.seam.devices.list())[0].device_id
        self.assertIsNone(await self.seam.devices.report_provider_metadata(devices=[{"device_id": id}]))


@both_clients
class LockTests:
    async def test_a_door_is_locked_and_unlocked(self):
        self.needs("/locks/lock_door", "/locks/unlock_door", "/locks/list", "/locks/get")
        door = (await self.doors())[0].device_id
        client = await self.client(wait_for_action_attempt={"timeout": 8, "polling_interval": 0.05})
        for call, locked in ((client.locks.lock_door, True), (client.locks.unlock_door, False)):
            attempt = await call(device_id=door)
            self.assertEqual((attempt.status, attempt.error), ("success", None))
            self.assertEqual((await self.seam.locks.get(device_id=door)).properties.locked, locked)
        self.assertIn(door, [lock.device_id for lock in await self.seam.locks.list()])

    async def test_an_attempt_is_pending_first_and_can_be_looked_up(self):
        self.needs("/locks/lock_door", "/action_attempts/get", "/action_attempts/list")
        door = (await self.doors())[0].device_id
        attempt = await self.seam.locks.lock_door(device_id=door, wait_for_action_attempt=False)
        self.assertEqual((attempt.status, attempt.action_type), ("pending", "LOCK_DOOR"))
        self.sandbox.advance(60)
        found = await self.seam.action_attempts.get(action_attempt_id=attempt.action_attempt_id, wait_for_action_attempt=False)
        self.assertEqual(found.status, "success")
        listed = await self.seam.action_attempts.list(action_attempt_ids=[attempt.action_attempt_id])
        self.assertEqual([item.action_attempt_id for item in listed], [attempt.action_attempt_id])
        unknown = self.seam.action_attempts.get(action_attempt_id=unknown_id())
        await self.raises(seam.SeamHttpApiError, unknown, "action_attempt_not_found", 404)

    async def test_an_attempt_that_fails_raises_with_its_code(self):
        self.needs("/locks/lock_door", "/devices/simulate/disconnect")
        door = (await self.doors())[0].device_id
        await self.seam.devices.simulate.disconnect(device_id=door)
        wait = {"timeout": 8, "polling_interval": 0.05}
        lock = self.seam.locks.lock_door(device_id=door, wait_for_action_attempt=wait)
        error = await self.raises(seam.SeamActionAttemptFailedError, lock, "device_offline")
        self.assertEqual(error.action_attempt.status, "error")

    async def test_an_attempt_that_takes_too_long_raises_a_timeout(self):
        self.needs("/locks/lock_door")
        door = (await self.doors())[0].device_id
        wait = {"timeout": 0, "polling_interval": 0.01}
        lock = self.seam.locks.lock_door(device_id=door, wait_for_action_attempt=wait)
        error = await self.raises(seam.SeamActionAttemptTimeoutError, lock)
        self.assertEqual(error.action_attempt.status, "pending")

    async def test_keypads_and_the_auto_lock(self):
        self.needs("/locks/configure_auto_lock", "/locks/simulate/keypad_code_entry", "/locks/simulate/manual_lock_via_keypad")
        door = (await self.doors())[0].device_id
        locks = (await self.client(wait_for_action_attempt={"timeout": 8, "polling_interval": 0.05})).locks
        for call in (
            locks.configure_auto_lock(device_id=door, auto_lock_enabled=True, auto_lock_delay_seconds=30),
            locks.simulate.manual_lock_via_keypad(device_id=door),
            locks.simulate.keypad_code_entry(device_id=door, code="0000"),
        ):
            self.assertEqual((await call).status, "success")


@both_clients
class AccountTests:
    async def test_accounts_are_found_and_changed(self):
        self.needs("/connected_accounts/list", "/connected_accounts/update", "/connected_accounts/sync")
        accounts = self.seam.connected_accounts
        all = await self.flat(self.seam.plain.connected_accounts.list, {"limit": 1})
        self.assertTrue(all)
        id = all[0].connected_account_id
        self.assertEqual((await accounts.get(connected_account_id=id)).connected_account_id, id)
        self.assertIsNone(await accounts.update(connected_account_id=id, custom_metadata={"house": "north"}))
        self.assertEqual((await accounts.get(connected_account_id=id)).custom_metadata["house"], "north")
        found = await accounts.list(custom_metadata_has={"house": "north"})
        self.assertEqual([account.connected_account_id for account in found], [id])
        self.assertIsNone(await accounts.sync(connected_account_id=id))
        unknown = accounts.get(connected_account_id=unknown_id())
        await self.raises(seam.SeamHttpApiError, unknown, "connected_account_not_found", 404)

    async def test_an_account_that_is_cut_off_takes_its_doors_along(self):
        self.needs("/connected_accounts/simulate/disconnect", "/connected_accounts/delete")
        accounts, device = self.seam.connected_accounts, (await self.doors())[0]
        id = device.connected_account_id
        await accounts.simulate.disconnect(connected_account_id=id)
        errors = (await accounts.get(connected_account_id=id)).errors
        self.assertIn("account_disconnected", [problem.error_code for problem in errors])
        errors = (await self.seam.devices.get(device_id=device.device_id)).errors
        self.assertIn("account_disconnected", [problem.error_code for problem in errors])
        await accounts.delete(connected_account_id=id)
        await self.raises(seam.SeamHttpApiError, accounts.get(connected_account_id=id), status=404)
        await self.raises(seam.SeamHttpApiError, self.seam.devices.get(device_id=device.device_id), status=404)


@both_clients
class EventTests:
    async def test_each_change_leaves_an_event(self):
        self.needs("/events/list", "/events/get")
        codes = await self.group()
        created = await self.events("access_code.created")
        self.assertEqual({event.access_code_id for event in created}, {code.access_code_id for code in codes})
        event = await self.seam.events.get(event_id=created[0].event_id)
        self.assertEqual((event.event_type, event.event_id), ("access_code.created", created[0].event_id))
        workspace = await self.seam.workspaces.get()
        self.assertEqual(event.workspace_id, workspace.workspace_id)
        between = [NOW, "2026-11-23T19:00:00Z"]
        found = await self.seam.events.list(between=between, access_code_id=codes[0].access_code_id)
        self.assertEqual({item.access_code_id for item in found}, {codes[0].access_code_id})
        unknown = self.seam.events.get(event_id=unknown_id())
        await self.raises(seam.SeamHttpApiError, unknown, "event_not_found", 404)

    async def test_a_time_is_needed_and_only_one(self):
        self.needs("/events/list")
        events = self.seam.events
        for query, message in (
            ({"event_type": "device.connected"}, "Must specify either since or between"),
            ({"since": NOW, "between": [NOW, NOW]}, "Cannot specify both since and between"),
        ):
            error = await self.raises(seam.SeamHttpInvalidInputError, events.list(**query), "invalid_input", 400)
            self.assertIn(message, str(error))


@both_clients
class WorkspaceTests:
    async def test_the_workspace_is_a_sandbox(self):
        workspace = await self.seam.workspaces.get()
        self.assertEqual((workspace.name, workspace.is_sandbox), ("Harbour Group", True))

    async def test_workspaces_are_listed_renamed_and_put_back(self):
        self.needs("/workspaces/list", "/workspaces/update", "/workspaces/reset_sandbox")
        self.assertEqual(await self.seam.workspaces.list(), [await self.seam.workspaces.get()])
        await self.seam.workspaces.update(name="Harbour and Hill")
        self.assertEqual((await self.seam.workspaces.get()).name, "Harbour and Hill")
        await self.group(name="Extra")
        wait = {"timeout": 8, "polling_interval": 0.05}
        attempt = await self.seam.workspaces.reset_sandbox(wait_for_action_attempt=wait)
        self.assertEqual(attempt.status, "success")
        for device in await self.seam.devices.list():
            codes = await self.seam.access_codes.list(device_id=device.device_id)
            self.assertNotIn("Extra", [code.name for code in codes])

    async def test_an_owner_sees_and_makes_workspaces(self):
        self.needs("/workspaces/create", "/workspaces/list")
        kind = seam.SeamWithoutWorkspace if self.kind == "Sync" else seam.AsyncSeamWithoutWorkspace
        client = kind(TOKEN, endpoint=self.sandbox.address)
        made = await self.settled(client.workspaces.create(name="Annex", company_name="Harbour", is_sandbox=True))
        self.assertEqual((made.name, made.is_sandbox), ("Annex", True))
        names = [workspace.name for workspace in await self.settled(client.workspaces.list())]
        self.assertIn("Annex", names)
        self.assertIn("Harbour Group", names)
        await self.settled(client.close())

    async def settled(self, value):
        return await value if hasattr(value, "__await__") else value


if __name__ == "__main__":
    unittest.main()
