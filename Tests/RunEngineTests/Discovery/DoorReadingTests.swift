import CivilTime
import Seam
import Testing

@testable import RunEngine

/// What is read of a device: the worlds of the warnings set it by hand.
struct DoorReadingTests {
    private func door(_ fields: String = "") throws -> Door {
        let text = """
            { "device_id": "d1", "device_type": "august_lock", "display_name": "Room 204", "capabilities_supported": [],
              "can_program_online_access_codes": true, "created_at": "2026-11-01T00:00:00.000Z", "is_managed": true, "space_ids": ["s1"],
              "workspace_id": "w1", "connected_account_id": "a1", "warnings": [],
              "errors": [\(fields)],
              "location": { "time_zone": "America/Vancouver", "location_name": "Harbour House" },
              "properties": { "online": true, "battery_level": 0.25, "code_constraints": [ { "constraint_type": "start_date_in_future" } ] } }
            """
        return try Door(try JSONValue(parsing: text))
    }

    @Test func `a device is a door with its name, zone, kind and constraints`() throws {
        let door = try door()
        #expect(door.deviceID == "d1")
        #expect(door.name == "Room 204")
        #expect(door.zone == "America/Vancouver")
        #expect(door.isOnline == true)
        #expect(door.deviceType == "august_lock")
        #expect(door.house == "Harbour House")
        #expect(door.spaceIDs == ["s1"])
        #expect(door.battery == 0.25)
        #expect(door.constraints == ["start_date_in_future"])
        #expect(door.trouble == nil)
    }

    @Test func `a device that is offline says since when, where its error does`() throws {
        let since = #"{ "error_code": "device_offline", "created_at": "2026-11-23T18:40:00.000Z" }"#
        #expect(try door(since).trouble == .offline(since: try Instant(iso8601: "2026-11-23T18:40:00.000Z")))
        #expect(try door(#"{ "error_code": "device_offline" }"#).trouble == .offline(since: nil))
    }

    @Test func `a device that is gone is so, whether it is offline too or not`() throws {
        let errors = #"{ "error_code": "device_offline" }, { "error_code": "device_removed" }"#
        #expect(try door(errors).trouble == .gone("device_removed"))
        #expect(try door(#"{ "error_code": "something_else" }"#).trouble == nil)
    }
}
