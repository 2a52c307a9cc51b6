import Foundation
import Testing

/// For a guest who stands outside, the first command that `why` names and that sends something opens the door.
struct WhyOpensTests {
    /// A guest who stands outside, and why.
    struct Outside: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var guest: String
        var door: String
        /// What happened to the guest's code.
        let trouble: @Sendable (NightHouse) async throws -> Void
    }

    private static let reading: Set = ["find", "why", "verify", "explain", "doctor", "status", "runs"]

    private static func change(_ house: NightHouse, _ key: String, _ from: Double, _ to: Double) async throws {
        let (start, end) = (Date().addingTimeInterval(from * 3600), Date().addingTimeInterval(to * 3600))
        try await house.call(
            "access_codes/update_multiple",
            #"{"common_code_key":"\#(key)","starts_at":"\#(start.ISO8601Format())","ends_at":"\#(end.ISO8601Format())"}"#
        )
        try await house.advance(5)
    }

    static let guests = [
        Outside(testDescription: "all codes were deleted", guest: "Ito", door: "Room 204") { house in
            for id in try await house.codes("BK-1 Ito") {
                try await house.call("access_codes/delete", #"{"access_code_id":"\#(id)"}"#)
            }
            try await house.advance(5)
        },
        Outside(testDescription: "the hours are over", guest: "Ito", door: "Room 204") { house in
            _ = try await house.run(["find"])
            try await change(house, "booking-1", -24, 0.002)
            try await house.advance(60)
        },
        Outside(testDescription: "the stay begins later", guest: "Early", door: "Room 10") { _ in },
        Outside(testDescription: "somebody moved the start", guest: "Ito", door: "Room 204") { house in
            _ = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            try await change(house, "booking-1", 4, 29)
        },
        Outside(testDescription: "a run cancelled it", guest: "Ito", door: "Room 204") { house in
            _ = try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"])
        },
        Outside(testDescription: "a run ended it", guest: "Ito", door: "Room 204") { house in
            _ = try await house.run(["end", "Ito", "--yes", "--allow", "lockout"])
            try await house.advance(240)
        },
    ]

    @Test(arguments: guests)
    func `the command that why names lets the guest in`(_ guest: Outside) async throws {
        try await NightHouse.openNow { house in
            let device = try #require(try await house.devices()[guest.door])
            try await guest.trouble(house)
            let before = try await house.pins(of: guest.guest, on: device)
            for pin in before { #expect(try await !house.opens(device, pin), "it opens already") }
            let steps = try await house.steps(["why", guest.guest])
            let step = try #require(steps.first { !Self.reading.contains($0.first ?? "") }, "\(steps)")
            let outcome = try await house.run(step + ["--yes"])
            #expect(outcome.exitCode == 0, "\(step): \(outcome.told)")
            // What begins now begins in two minutes.
            try await house.advance(180)
            let pins = try await house.pins(of: guest.guest, on: device)
            let pin = try #require(pins.first, "\(step)")
            #expect(try await house.opens(device, pin), "\(step)")
        }
    }
}

extension NightHouse {
    /// The PINs of codes on a door whose names have a word.
    fileprivate func pins(of word: String, on device: String) async throws -> [String] {
        let answer = try await ask("access_codes/list", #"{"device_id":"\#(device)"}"#)
        let codes = answer["access_codes"] as? [[String: Any]] ?? []
        return codes.filter { ($0["name"] as? String)?.contains(word) == true }.compactMap { $0["code"] as? String }
    }
}
