import Testing

@testable import SeamSandbox

extension Walk {
    private static let stay = "\"starts_at\":\"2026-11-27T15:00:00Z\",\"ends_at\":\"2026-11-29T11:00:00Z\""
    private static let inside = "\"starts_at\":\"2026-11-23T15:00:00Z\",\"ends_at\":\"2026-11-29T11:00:00Z\""

    /// Has codes made, changed, typed, deleted, and read at each stage.
    func walkCodes() async throws {
        let (a, e) = (try await device("A"), try await device("E"))
        let first = try await code(on: a, "\"name\":\"Ito\",\"code\":\"483920\",\(Self.inside)")
        _ = try await code(on: a, "\"name\":\"Haas\",\(Self.stay)")
        try await readCodes(a)
        await sandbox.advance(seconds: 5)
        let changed = "\"access_code_id\":\"\(first)\",\"name\":\"Ito 2\",\"code\":\"483921\""
        let hours = ",\"starts_at\":\"2026-11-23T16:00:00Z\",\"ends_at\":\"2026-11-29T12:00:00Z\""
        await ask("/access_codes/update", changed + hours)
        try await readCodes(a)
        await sandbox.advance(seconds: 5)
        let door = "\"device_id\":\"\(a)\""
        for path in ["/locks/lock_door", "/locks/unlock_door", "/locks/simulate/manual_lock_via_keypad"] {
            await ask(path, door)
        }
        for pin in ["483921", "999999"] {
            await ask("/locks/simulate/keypad_code_entry", "\(door),\"code\":\"\(pin)\"")
        }
        await sandbox.advance(seconds: 5)
        await ask("/access_codes/get", "\"access_code_id\":\"\(first)\"")
        await ask("/access_codes/generate_code", door)
        await ask("/access_codes/delete", "\"access_code_id\":\"\(first)\"")
        try await readCodes(a)
        await sandbox.advance(seconds: 86_400)
        let pair = "\"device_ids\":[\"\(a)\",\"\(e)\"],\"name\":\"Pair\",\(Self.stay)"
        let made = await ask("/access_codes/create_multiple", pair)["access_codes"]?.elements?.first
        let key = try #require(made?["common_code_key"]?.text)
        await ask(
            "/access_codes/update_multiple",
            "\"common_code_key\":\"\(key)\",\"ends_at\":\"2026-11-29T12:00:00Z\""
        )
        let pooled = try await code(on: a, "\"name\":\"Pool\",\"use_backup_access_code_pool\":true,\(Self.inside)")
        await sandbox.advance(seconds: 5)
        await ask("/access_codes/pull_backup_access_code", "\"access_code_id\":\"\(pooled)\"")
        try await readCodes(a)
    }

    func readCodes(_ device: String) async throws {
        for path in ["/access_codes/list", "/access_codes/unmanaged/list"] {
            await ask(path, "\"device_id\":\"\(device)\"")
        }
    }

    /// Has codes come and go that Seam does not manage.
    func walkUnmanagedCodes() async throws {
        let (b, c) = (try await device("B"), try await device("C"))
        for (device, pins) in [(b, ["112358", "112359", "112360"]), (c, ["1123"])] {
            for pin in pins {
                let fields = "\"device_id\":\"\(device)\",\"name\":\"Keypad\",\"code\":\"\(pin)\""
                await ask("/access_codes/simulate/create_unmanaged_access_code", fields)
            }
        }
        let codes = await ask("/access_codes/unmanaged/list", "\"device_id\":\"\(b)\"")["access_codes"]?.elements ?? []
        let ids = codes.compactMap { $0["access_code_id"]?.text }
        await ask("/access_codes/unmanaged/get", "\"access_code_id\":\"\(ids[0])\"")
        await ask("/access_codes/unmanaged/convert_to_managed", "\"access_code_id\":\"\(ids[0])\"")
        await ask("/access_codes/unmanaged/update", "\"access_code_id\":\"\(ids[1])\",\"is_managed\":true")
        await ask("/access_codes/unmanaged/delete", "\"access_code_id\":\"\(ids[2])\"")
        let other = await ask("/access_codes/unmanaged/list", "\"device_id\":\"\(c)\"")["access_codes"]?.elements?.first
        let foreign = try #require(other?["access_code_id"]?.text)
        await ask("/access_codes/unmanaged/convert_to_managed", "\"access_code_id\":\"\(foreign)\"")
        await sandbox.advance(seconds: 5)
        try await readCodes(b)
        await ask("/access_codes/report_device_constraints", "\"device_id\":\"\(c)\",\"supported_code_lengths\":[4]")
    }

    /// Has a door be out of reach while it is told things, and a lock be full.
    func walkTrouble() async throws {
        let (b, h) = (try await device("B"), try await device("H"))
        let gone = try await code(on: b, "\"name\":\"Gone\"")
        await sandbox.advance(seconds: 5)
        await ask("/devices/simulate/disconnect", "\"device_id\":\"\(b)\"")
        _ = try await code(on: b, "\"name\":\"Late\"")
        _ = try await grant(on: [b], ["code"])
        await ask("/access_codes/delete", "\"access_code_id\":\"\(gone)\"")
        for path in ["/locks/lock_door", "/locks/unlock_door", "/locks/simulate/manual_lock_via_keypad"] {
            await ask(path, "\"device_id\":\"\(b)\"")
        }
        await ask("/locks/simulate/keypad_code_entry", "\"device_id\":\"\(b)\",\"code\":\"1234\"")
        await sandbox.advance(seconds: 5)
        try await readCodes(b)
        await sandbox.advance(seconds: 5000)
        try await readCodes(b)
        await ask("/action_attempts/list", "\"device_id\":\"\(b)\"")
        await ask("/access_methods/list", "\"device_id\":\"\(b)\"")
        await ask("/devices/simulate/connect", "\"device_id\":\"\(b)\"")
        for name in ["First", "Second"] { _ = try await code(on: h, "\"name\":\"\(name)\"") }
        _ = try await code(on: try await device("R"), "\"name\":\"Refused\"")
        await sandbox.advance(seconds: 5)
        for name in ["H", "R"] { try await readCodes(try await device(name)) }
        try await walkCollision()
    }

    /// Has a PIN be put on a lock by hand that a code has which is not on the lock yet.
    private func walkCollision() async throws {
        let b = try await device("B")
        let hours = "\"starts_at\":\"2027-01-01T15:00:00Z\",\"ends_at\":\"2027-01-02T11:00:00Z\""
        let id = try await code(on: b, "\"name\":\"Later\",\"code\":\"770011\",\(hours)")
        let typed = "\"device_id\":\"\(b)\",\"name\":\"By hand\",\"code\":\"770011\""
        await ask("/access_codes/simulate/create_unmanaged_access_code", typed)
        await ask("/access_codes/update", "\"access_code_id\":\"\(id)\",\"starts_at\":\"2026-11-24T15:00:00Z\"")
        await sandbox.advance(seconds: 5)
        try await readCodes(b)
    }
}
