import Foundation
import FoundationNetworking
import Testing

/// A small house in New York on a sandbox whose clock stands at Sunday, 28 February 2027, 07:00.
struct NightHouse: Sendable {
    var program: Program
    let sandbox: SandboxProcess

    private static let seed = """
        {
          "format": 1,
          "workspaces": [
            {
              "name": "Harbour",
              "devices": [
                { "name": "Front", "time_zone": "America/New_York" },
                { "name": "Room 204", "time_zone": "America/New_York" },
                { "name": "Room 9", "time_zone": "America/New_York" }
              ],
              GRANTS
              "groups": [
                ITO
                {
                  "name": "BK-2 Nowak", "devices": ["Room 9"], "code": "535353", "common_code_key": "booking-2",
                  "starts_at": "2027-03-02T20:00:00Z", "ends_at": "2027-03-05T16:00:00Z"
                }
              ],
              "codes": [
                {
                  "name": "BK-3 Haas", "device": "Front", "code": "661144",
                  "starts_at": "2027-02-27T20:00:00Z", "ends_at": "2027-03-04T16:00:00Z"
                },
                { "name": "Plumber", "device": "Room 9", "code": "8246" }
              ]
            }
          ]
        }
        """

    private static let linked = """
        {
          "name": "BK-1 Ito", "devices": ["Front", "Room 204"], "code": "948162",
          "common_code_key": "booking-1",
          "starts_at": "2027-02-26T20:00:00Z", "ends_at": "2027-03-01T17:00:00Z"
        },
        """

    /// Calls `body` with the house and a journal of its own; `grants` hold BK-1, whose codes share a key without them.
    static func open(
        _ options: [String] = [],
        ito grants: String? = nil,
        _ body: @escaping @Sendable (NightHouse) async throws -> Void,
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
        let text = Self.seed.replacing("GRANTS", with: grants ?? "").replacing("ITO", with: grants == nil ? linked : "")
        let seed = try Program.write(text, in: folder, name: "seed-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(atPath: seed) }
        let options = ["--seed", seed, "--now", "2027-02-28T12:00:00Z", "--settle", "0"] + options
        try await SandboxProcess.with(options) { program, _, sandbox in
            try await body(NightHouse(program: program, sandbox: sandbox))
        }
    }

    /// Calls `body` with another house at the present time, and a journal of its own.
    static func open(
        seed text: String,
        options: [String] = [],
        _ body: @escaping @Sendable (NightHouse) async throws -> Void,
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
        let seed = try Program.write(text, in: folder, name: "seed-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(atPath: seed) }
        try await SandboxProcess.with(["--seed", seed, "--settle", "0"] + options) { program, _, sandbox in
            try await body(NightHouse(program: program, sandbox: sandbox))
        }
    }

    /// Brings a lock back, by the id of its device.
    func plugBack(_ device: String) async throws {
        try await post("devices/simulate/connect", #"{"device_id":"\#(device)"}"#)
    }

    /// Runs the binary.
    func run(_ arguments: [String]) async throws -> Program.Outcome { try await program.run(arguments) }

    /// The reason of each door that `why` tells of a stay.
    func reasons(_ text: String) async throws -> [String: String] {
        let document = try await run(["why", text, "--json"]).document()
        let answers = try #require(document["answers"] as? [[String: Any]])
        let doors = answers.flatMap { $0["why"] as? [[String: Any]] ?? [] }
        return Dictionary(doors.map { ($0["door"] as? String ?? "", $0["reason"] as? String ?? "") }) { first, _ in
            first
        }
    }

    /// The commands that a line advises.
    func steps(_ line: [String]) async throws -> [[String]] {
        let document = try await run(line + ["--json"]).document()
        let answers = try #require(document["answers"] as? [[String: Any]])
        return answers.flatMap { $0["steps"] as? [[String: Any]] ?? [] }.compactMap { $0["command"] as? [String] }
    }

    /// Runs every command that a line advises, as a shell reads it from the screen.
    func followsSteps(of line: [String]) async throws {
        let screen = try await run(line).output
        // A PIN is shown at a terminal only.
        let commands = screen.split(separator: "\n").filter {
            $0.hasPrefix("    keyshift ") && !$0.hasPrefix("    keyshift pin ")
        }
        #expect(!commands.isEmpty, "\(screen)")
        for command in commands {
            var shell = program
            // The shell starts the binary under its own name, with the words of the line.
            shell.launcher = [
                "/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(command.replacing("10m", with: "0s"))",
            ]
            let outcome = try await shell.run([])
            // Whoever sends is asked first, and this house lives in another year than its machine.
            let isAsked =
                outcome.exitCode == 4 && ["--yes", "clock"].contains { (outcome.output + outcome.errors).contains($0) }
            #expect([0, 2, 3].contains(outcome.exitCode) || isAsked, "\(command): \(outcome.output) \(outcome.errors)")
        }
    }

    /// Puts the sandbox's clock forward.
    func advance(_ seconds: Int) async throws {
        try await post("_sandbox/clock", #"{"advance_seconds":\#(seconds)}"#)
    }

    /// Calls the API as somebody else would.
    func call(_ path: String, _ json: String) async throws { try await post(path, json) }

    /// The ids of the codes of a name.
    func codes(_ name: String) async throws -> [String] {
        let document = try await run(["find", name, "--json"]).document()
        let stays = try #require(document["stays"] as? [[String: Any]])
        return stays.flatMap { $0["doors"] as? [[String: Any]] ?? [] }.compactMap { $0["access_code_id"] as? String }
    }

    /// The ids of the doors, by their names.
    func devices() async throws -> [String: String] {
        let document = try await run(["find", "--json"]).document()
        let stays = try #require(document["stays"] as? [[String: Any]])
        let doors = stays.flatMap { $0["doors"] as? [[String: Any]] ?? [] }
        let pairs = doors.compactMap { door in
            (door["door"] as? String).flatMap { name in (door["device_id"] as? String).map { (name, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Takes a lock off the net.
    func unplug(_ door: String) async throws { try await simulate("disconnect", door) }

    /// Brings a lock back.
    func plug(_ door: String) async throws { try await simulate("connect", door) }

    private func simulate(_ what: String, _ door: String) async throws {
        let document = try await run(["find", "--door", door, "--json"]).document()
        let stays = try #require(document["stays"] as? [[String: Any]])
        let doors = stays.flatMap { $0["doors"] as? [[String: Any]] ?? [] }
        let id = try #require(doors.first { $0["door"] as? String == door }?["device_id"] as? String)
        try await post("devices/simulate/\(what)", #"{"device_id":"\#(id)"}"#)
    }

    /// Calls the API as somebody else would, and answers what it says.
    func ask(_ path: String, _ json: String) async throws -> [String: Any] {
        let data = try await post(path, json)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @discardableResult
    private func post(_ path: String, _ json: String) async throws -> Data {
        let url = try #require(URL(string: "\(sandbox.endpoint)/\(path)"))
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = Data(json.utf8)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Bearer seam_sandbox_key", forHTTPHeaderField: "Authorization")
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode
        try #require(status == 200, "\(path): \(status ?? 0) \(String(decoding: data, as: UTF8.self))")
        return data
    }
}
