import Testing

@testable import Seam

/// Every typed call against a server that answers all of them the same.
struct TypedCallTests {
    private static let id = "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f"

    /// An answer that holds every result.
    private static let answer: JSONValue = {
        let code: JSONValue = [
            "access_code_id": "c", "device_id": "d", "type": "ongoing", "status": "set", "is_managed": false,
        ]
        let device: JSONValue = ["device_id": "d", "display_name": "Door"]
        let attempt: JSONValue = ["action_attempt_id": "a", "action_type": "LOCK_DOOR", "status": "success"]
        let event: JSONValue = ["event_id": "e", "event_type": "device.connected", "device_id": "d"]
        let account: JSONValue = [
            "connected_account_id": "x", "display_name": "August", "automatically_manage_new_devices": true,
            "errors": [["error_code": "account_disconnected"]],
        ]
        let workspace: JSONValue = ["workspace_id": "w", "name": "Harbour", "is_sandbox": true]
        let provider: JSONValue = ["device_provider_name": "august", "provider_categories": ["stable"]]
        return [
            "access_code": code, "access_codes": [code], "generated_code": ["device_id": "d", "code": "4711"],
            "device": device, "devices": [device], "device_providers": [provider],
            "action_attempt": attempt, "action_attempts": [attempt], "event": event, "events": [event],
            "connected_account": account, "connected_accounts": [account],
            "workspace": workspace, "workspaces": [workspace], "ok": true,
        ]
    }()

    /// A typed call, and the function of the API that it must reach.
    private struct Call: Sendable {
        let name: String
        let send: @Sendable (SeamClient) async throws -> String

        init(_ name: String, _ send: @escaping @Sendable (SeamClient) async throws -> String) {
            self.name = name
            self.send = send
        }
    }

    private static let calls: [Call] = [
        Call("access_codes.create") { "\(try await $0.accessCodes.create(deviceID: id, code: "4711").accessCodeID)" },
        Call("access_codes.create_multiple") { "\(try await $0.accessCodes.createMultiple(deviceIDs: [id]).count)" },
        Call("access_codes.delete") { "\(try await $0.accessCodes.delete(accessCodeID: id))" },
        Call("access_codes.generate_code") { try await $0.accessCodes.generateCode(deviceID: id).code },
        Call("access_codes.get") { try await $0.accessCodes.get(deviceID: id, code: "4711").status ?? "" },
        Call("access_codes.list") { "\(try await $0.accessCodes.list(accessCodeIDs: [id]).count)" },
        Call("access_codes.pull_backup_access_code") {
            try await $0.accessCodes.pullBackupAccessCode(accessCodeID: id).deviceID ?? ""
        },
        Call("access_codes.report_device_constraints") {
            "\(try await $0.accessCodes.reportDeviceConstraints(deviceID: id, maxCodeLength: 8))"
        },
        Call("access_codes.simulate.create_unmanaged_access_code") {
            "\(try await $0.accessCodes.simulate.createUnmanagedAccessCode(deviceID: id, name: "x", code: "4711").isManaged)"
        },
        Call("access_codes.unmanaged.convert_to_managed") {
            "\(try await $0.accessCodes.unmanaged.convertToManaged(accessCodeID: id, force: true))"
        },
        Call("access_codes.unmanaged.delete") { "\(try await $0.accessCodes.unmanaged.delete(accessCodeID: id))" },
        Call("access_codes.unmanaged.get") { try await $0.accessCodes.unmanaged.get(accessCodeID: id).type ?? "" },
        Call("access_codes.unmanaged.list") { "\(try await $0.accessCodes.unmanaged.list(deviceID: id).count)" },
        Call("access_codes.unmanaged.update") {
            "\(try await $0.accessCodes.unmanaged.update(accessCodeID: id, isManaged: true))"
        },
        Call("access_codes.update") { "\(try await $0.accessCodes.update(accessCodeID: id, type: "ongoing"))" },
        Call("access_codes.update_multiple") {
            "\(try await $0.accessCodes.updateMultiple(commonCodeKey: "k", name: "x"))"
        },
        Call("action_attempts.get") { try await $0.actionAttempts.get(actionAttemptID: id).actionType ?? "" },
        Call("action_attempts.list") { "\(try await $0.actionAttempts.list(deviceID: id).count)" },
        Call("connected_accounts.delete") { "\(try await $0.connectedAccounts.delete(connectedAccountID: id))" },
        Call("connected_accounts.get") { "\(try await $0.connectedAccounts.get(email: "ana@example.com").errorCodes)" },
        Call("connected_accounts.list") { "\(try await $0.connectedAccounts.list(search: "x").map(\.displayName))" },
        Call("connected_accounts.simulate.disconnect") {
            "\(try await $0.connectedAccounts.simulate.disconnect(connectedAccountID: id))"
        },
        Call("connected_accounts.sync") { "\(try await $0.connectedAccounts.sync(connectedAccountID: id))" },
        Call("connected_accounts.update") {
            "\(try await $0.connectedAccounts.update(connectedAccountID: id, customMetadata: ["house": "7"]))"
        },
        Call("devices.get") { try await $0.devices.get(name: "Front door").displayName },
        Call("devices.list") { "\(try await $0.devices.list(limit: 5).count)" },
        Call("devices.list_device_providers") { "\(try await $0.devices.listDeviceProviders().map(\.categories))" },
        Call("devices.report_provider_metadata") {
            "\(try await $0.devices.reportProviderMetadata(devices: [["device_id": .string(id)]]))"
        },
        Call("devices.simulate.connect") { "\(try await $0.devices.simulate.connect(deviceID: id))" },
        Call("devices.simulate.connect_to_hub") { "\(try await $0.devices.simulate.connectToHub(deviceID: id))" },
        Call("devices.simulate.disconnect") { "\(try await $0.devices.simulate.disconnect(deviceID: id))" },
        Call("devices.simulate.disconnect_from_hub") {
            "\(try await $0.devices.simulate.disconnectFromHub(deviceID: id))"
        },
        Call("devices.simulate.paid_subscription") {
            "\(try await $0.devices.simulate.paidSubscription(deviceID: id, isExpired: true))"
        },
        Call("devices.simulate.remove") { "\(try await $0.devices.simulate.remove(deviceID: id))" },
        Call("devices.unmanaged.get") { try await $0.devices.unmanaged.get(deviceID: id).displayName },
        Call("devices.unmanaged.list") { "\(try await $0.devices.unmanaged.list().count)" },
        Call("devices.unmanaged.update") { "\(try await $0.devices.unmanaged.update(deviceID: id, isManaged: true))" },
        Call("devices.update") { "\(try await $0.devices.update(deviceID: id, name: "Back door"))" },
        Call("events.get") { try await $0.events.get(eventID: id).eventType ?? "" },
        Call("events.list") { "\(try await $0.events.list(since: "2026-11-24T11:00:00Z").map(\.deviceID))" },
        Call("locks.configure_auto_lock") {
            "\(try await $0.locks.configureAutoLock(deviceID: id, autoLockEnabled: true, autoLockDelaySeconds: 30).status)"
        },
        Call("locks.get") { try await $0.locks.get(deviceID: id).deviceID },
        Call("locks.list") { "\(try await $0.locks.list(manufacturer: "august").count)" },
        Call("locks.lock_door") { "\(try await $0.locks.lockDoor(deviceID: id).status)" },
        Call("locks.simulate.keypad_code_entry") {
            "\(try await $0.locks.simulate.keypadCodeEntry(deviceID: id, code: "4711").status)"
        },
        Call("locks.simulate.manual_lock_via_keypad") {
            "\(try await $0.locks.simulate.manualLockViaKeypad(deviceID: id).status)"
        },
        Call("locks.unlock_door") {
            "\(try await $0.locks.unlockDoor(deviceID: id, waitForActionAttempt: .none).status)"
        },
        Call("workspaces.create") { try await $0.workspaces.create(name: "Harbour", isSandbox: true).workspaceID },
        Call("workspaces.get") { try await $0.workspaces.get().name },
        Call("workspaces.list") { "\(try await $0.workspaces.list().map(\.isSandbox))" },
        Call("workspaces.reset_sandbox") { "\(try await $0.workspaces.resetSandbox().status)" },
        Call("workspaces.update") { "\(try await $0.workspaces.update(name: "Harbour Group"))" },
    ]

    @Test func `every function of the typed namespaces has a call`() {
        let typed: Set = [
            "access_codes", "action_attempts", "connected_accounts", "devices", "events", "locks", "workspaces",
        ]
        let names = SeamCatalogue.endpoints.filter { endpoint in
            endpoint.namespace.split(separator: ".").first.map { typed.contains(String($0)) } ?? false
        }
        #expect(Self.calls.map { "seam.\($0.name)" } == names.map(\.name).sorted())
    }

    @Test func `a typed call reaches its function with parameters that the catalogue knows, and reads the answer`()
        async throws
    {
        // Who may do all of it: an owner, in a workspace.
        let owner = try SeamCredentials.personalAccessToken("seam_at_5ecret5ecret", workspaceID: Self.id)
        let answer = ScriptedServer.Reply.json(200, try Self.answer.serialized())
        try await withClient([answer], credentials: owner) { client, server in
            for call in Self.calls {
                let before = server.received.count
                let result = try await call.send(client)
                #expect(!result.isEmpty, "\(call.name)")
                let requests = server.received.dropFirst(before)
                #expect(requests.count == 1, "\(call.name)")
                #expect(requests.first?.path == "/" + call.name.split(separator: ".").joined(separator: "/"))
            }
        }
    }
}
