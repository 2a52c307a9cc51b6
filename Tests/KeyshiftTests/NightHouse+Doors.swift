import Foundation
import Testing

extension NightHouse {
    /// A PIN that no number beside it looks like.
    static let longPIN = "80362751"

    /// The house at the present time, so that both clocks agree: BK-1 is inside, BK-2 comes in two days.
    ///
    /// A server that is some seconds `behind` lets hours run out by its clock and by the machine's.
    static func openNow(
        behind seconds: Double = 0,
        _ body: @escaping @Sendable (NightHouse) async throws -> Void,
    ) async throws {
        func hours(_ from: Double, _ to: Double) -> String {
            let now = Date()
            let (start, end) = (now.addingTimeInterval(from * 3600), now.addingTimeInterval(to * 3600))
            return "\"starts_at\": \"\(start.ISO8601Format())\", \"ends_at\": \"\(end.ISO8601Format())\""
        }
        let doors = ["Front", "Room 204", "Room 9", "Room 10", "Room 11"].map {
            "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }"
        }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ", ")) ], "groups": [
              { "name": "BK-1 Ito", "devices": ["Front", "Room 204"], "code": "948162", "common_code_key": "booking-1",
                \(hours(-24, 28)) },
              { "name": "BK-2 Nowak", "devices": ["Front", "Room 9"], "code": "535353", "common_code_key": "booking-2",
                \(hours(-2, 90)) },
              { "name": "BK-3 Early", "devices": ["Room 10"], "code": "646464", "common_code_key": "booking-3",
                \(hours(100, 120)) } ],
              "codes": [ { "name": "BK-4 Solo", "device": "Room 11", "code": "\(longPIN)", \(hours(-2, 60)) } ] } ] }
            """
        let now = Date(timeIntervalSinceNow: -seconds).ISO8601Format()
        try await open(seed: seed, options: seconds > 0 ? ["--now", now] : [], body)
    }

    /// Whether a lock opens for a PIN, as its keypad has it.
    func opens(_ device: String, _ pin: String) async throws -> Bool {
        try await call("locks/lock_door", #"{"device_id":"\#(device)"}"#)
        try await advance(5)
        try await call("locks/simulate/keypad_code_entry", #"{"device_id":"\#(device)","code":"\#(pin)"}"#)
        try await advance(5)
        let answer = try await ask("devices/get", #"{"device_id":"\#(device)"}"#)
        let properties = (answer["device"] as? [String: Any])?["properties"] as? [String: Any]
        return try #require(properties?["locked"] as? Bool) == false
    }

    /// The id of the code of a name on a door, as the API tells it.
    func code(_ name: String, on device: String) async throws -> String {
        let answer = try await ask("access_codes/list", #"{"device_id":"\#(device)"}"#)
        let codes = answer["access_codes"] as? [[String: Any]] ?? []
        return try #require(codes.first { $0["name"] as? String == name }?["access_code_id"] as? String)
    }

    /// The id of a door, as the API tells it: the program has looked at nothing.
    func device(_ door: String) async throws -> String {
        let listed = try await ask("devices/list", "{}")["devices"] as? [[String: Any]] ?? []
        let device = listed.first { ($0["properties"] as? [String: Any])?["name"] as? String == door }
        return try #require(device?["device_id"] as? String)
    }

    /// Deletes a code as somebody else would, and before the program has looked.
    func deleteUnseen(_ name: String, on door: String) async throws {
        let id = try await code(name, on: try await device(door))
        try await call("access_codes/delete", #"{"access_code_id":"\#(id)"}"#)
        try await advance(5)
    }

    /// Deletes the codes of a name on some doors, as somebody else would.
    func deleteCodes(of name: String, on doors: [String]) async throws {
        let devices = try await devices()
        for door in doors {
            let id = try await code(name, on: try #require(devices[door]))
            try await call("access_codes/delete", #"{"access_code_id":"\#(id)"}"#)
        }
        try await advance(5)
    }

    /// Gives one code another end, and another start where there is one, as somebody else would; hours from now.
    func set(_ code: String, from: Double? = nil, to: Double) async throws {
        func bound(_ name: String, _ hours: Double) -> String {
            #","\#(name)":"\#(Date(timeIntervalSinceNow: hours * 3600).ISO8601Format())""#
        }
        let start = from.map { bound("starts_at", $0) } ?? ""
        try await call("access_codes/update", #"{"access_code_id":"\#(code)"\#(start)\#(bound("ends_at", to))}"#)
        try await advance(5)
    }

    /// The commands on lines of their own, each as words; quotes are taken off.
    static func commands(in text: String) -> [[String]] {
        text.split(separator: "\n").filter { $0.hasPrefix("    keyshift ") }.map { line in
            var words: [String] = [""]
            var isQuoted = false
            for sign in line.dropFirst("    keyshift ".count) {
                if sign == "\"" {
                    isQuoted.toggle()
                } else if sign == " ", !isQuoted {
                    words.append("")
                } else {
                    words[words.count - 1].append(sign)
                }
            }
            return words
        }
    }

    /// The PINs of a stay's codes on the doors, by the ids of the devices.
    func pins(_ name: String, _ devices: [String]) async throws -> [String: [String]] {
        var pins: [String: [String]] = [:]
        for device in devices {
            let answer = try await ask("access_codes/list", #"{"device_id":"\#(device)"}"#)
            let codes = answer["access_codes"] as? [[String: Any]] ?? []
            pins[device] = codes.filter { $0["name"] as? String == name }.compactMap { $0["code"] as? String }
        }
        return pins
    }
}

extension Program.Outcome {
    /// All that it said.
    var told: String { output + errors }
}
