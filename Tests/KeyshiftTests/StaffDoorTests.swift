import Foundation
import Testing

/// A PIN of staff on sixty doors is taken off, and four of the locks are offline: nobody forgets them.
struct StaffDoorTests {
    private static let doors = (1...60).map { "Door \($0)" }

    private static var seed: String {
        let devices = doors.map { "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }" }
        let names = doors.map { "\"\($0)\"" }.joined(separator: ", ")
        let end = Date().addingTimeInterval(90 * 86_400).ISO8601Format()
        let start = Date().addingTimeInterval(-86_400).ISO8601Format()
        return """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(devices.joined(separator: ", ")) ], "groups": [
              { "name": "Night staff", "devices": [\(names)], "code": "948162", "common_code_key": "staff",
                "starts_at": "\(start)", "ends_at": "\(end)" } ] } ] }
            """
    }

    @Test func `each lock that has the PIN still is an alarm until it is clean`() async throws {
        try await NightHouse.open(seed: Self.seed) { house in
            let devices = try await house.devices()
            let offline = ["Door 7", "Door 19", "Door 33", "Door 60"]
            for door in offline { try await house.unplug(door) }
            let line = ["cancel", "Night staff", "--yes", "--allow", "lockout", "--pace", "off"]
            let cancelled = try await house.run(line)
            #expect(cancelled.exitCode == 3, "\(cancelled.told)")
            let raised = try await stillOpen(house)
            #expect(raised == Set(offline))
            for door in ["Door 1", "Door 59"] {
                #expect(try await !house.opens(try #require(devices[door]), "948162"))
            }
            try await house.plugBack(try #require(devices["Door 7"]))
            try await house.advance(5)
            let some = try await house.run(["resume", "last", "--yes", "--pace", "off"])
            #expect(some.exitCode == 3, "\(some.told)")
            #expect(try await stillOpen(house) == Set(offline.dropFirst()))
            for door in offline.dropFirst() { try await house.plugBack(try #require(devices[door])) }
            try await house.advance(5)
            let rest = try await house.run(["resume", "last", "--yes", "--pace", "off"])
            #expect(rest.exitCode == 0, "\(rest.told)")
            #expect(try await stillOpen(house).isEmpty)
            for door in offline { #expect(try await !house.opens(try #require(devices[door]), "948162")) }
        }
    }

    @Test func `find lists the codes of one name by their doors`() async throws {
        let rooms = ["Room 204", "Room 207", "Room 202", "Room 205", "Room 201", "Room 206", "Room 203"]
        let devices = rooms.map { "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }" }
        let codes = rooms.map { "{ \"name\": \"Housekeeping\", \"device\": \"\($0)\", \"code\": \"774411\" }" }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(devices.joined(separator: ", ")) ],
              "codes": [ \(codes.joined(separator: ", ")) ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let found = try await house.run(["find", "Housekeeping"]).output
            let told = found.matches(of: #/Housekeeping +(Room \d+)/#).map { String($0.output.1) }
            #expect(told == rooms.sorted(), "\(found)")
        }
    }

    /// The doors of the alarms that say so.
    private func stillOpen(_ house: NightHouse) async throws -> Set<String> {
        let document = try await house.run(["alarms", "--json"]).document()
        let alarms = try #require(document["alarms"] as? [[String: Any]])
        let doors = alarms.filter { $0["kind"] as? String == "still_opens" }
            .compactMap { ($0["about"] as? [String: Any])?["name"] as? String }
        return Set(doors)
    }
}
