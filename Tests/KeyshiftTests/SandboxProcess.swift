import Foundation
import FoundationNetworking
import SeamSandbox
import Subprocess
import Testing

/// A sandbox server in a process of its own, as an operator starts it.
struct SandboxProcess: Sendable {
    /// What the sandbox has counted.
    struct Stats: Decodable {
        enum CodingKeys: String, CodingKey {
            case requests
            case updatesByDevice = "updates_by_device"
        }

        var requests: [String: Int]
        var updatesByDevice: [String: Int]

        var updates: Int {
            ["/access_codes/update_multiple", "/access_grants/update"].reduce(0) { $0 + (requests[$1] ?? 0) }
        }
        var total: Int { requests.values.reduce(0, +) }
    }

    /// The address, such as `http://127.0.0.1:49152`.
    let endpoint: String

    /// Calls `body` with a server and a program that talks to it, whose journal is in a folder of its own.
    static func with<Result: Sendable>(
        _ options: [String],
        _ body: @escaping @Sendable (Program, URL, SandboxProcess) async throws -> Result,
    ) async throws -> Result {
        try await Program.withHome { program, folder in
            let result = try await Subprocess.run(
                program.configuration(["sandbox"] + options),
                input: .none,
                output: .sequence,
                error: .discarded,
            ) { execution in
                var lines = execution.standardOutput.strings().makeAsyncIterator()
                let line = try #require(try await lines.next())
                let address = line.dropFirst("listening on ".count).trimmingCharacters(in: .whitespacesAndNewlines)
                var client = program
                client.environment["SEAM_API_KEY"] = "seam_sandbox_key"
                client.environment["SEAM_ENDPOINT"] = address
                defer { try? execution.send(signal: .kill) }
                return try await body(client, folder, SandboxProcess(endpoint: address))
            }
            return result.closureResult
        }
    }

    /// What the sandbox has counted until now.
    func stats() async throws -> Stats {
        let data = try await send("GET", "stats", body: nil)
        return try JSONDecoder().decode(Stats.self, from: data)
    }

    /// Waits until the sandbox has counted what `condition` wants, or a process has ended.
    ///
    /// The pauses between the questions decide nothing: they leave the processor to those who are watched.
    func wait(
        for process: Int32,
        until condition: (Stats) -> Bool = { _ in false },
    ) async throws {
        while ProcessState.isAlive(process), try await !condition(stats()) {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Asks for something to go wrong.
    func fault(_ json: String) async throws {
        _ = try await send("POST", "faults", body: json)
    }

    /// Takes every fault back.
    func clearFaults() async throws {
        _ = try await send("DELETE", "faults", body: nil)
    }

    private func send(_ method: String, _ control: String, body: String?) async throws -> Data {
        let url = try #require(URL(string: "\(endpoint)/_sandbox/\(control)"))
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        try #require(
            (response as? HTTPURLResponse)?.statusCode == 200,
            "\(control): \(String(decoding: data, as: UTF8.self))"
        )
        return data
    }
}

extension SandboxServer {
    /// Waits until the sandbox has seen so many requests of a path; the pauses only leave the processor to others.
    func wait(for count: Int, of path: String) async throws {
        while requests(to: path) < count { try await Task.sleep(for: .milliseconds(2)) }
    }
}

/// The ends of all groups, as a script lists them.
struct GroupEnds: Equatable {
    private(set) var ends: [String: Date] = [:]

    /// Reads them with the program itself.
    static func read(_ program: Program, in folder: URL) async throws -> GroupEnds {
        let script = try Program.write(
            "for g in groups.all():each() do print(g.key, g.ends_at) end",
            in: folder,
            name: "ends.lua",
        )
        let outcome = try await program.run(["run", script])
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        var ends = GroupEnds()
        for line in outcome.output.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count == 2 else { continue }
            ends.ends[String(parts[0])] = try format.parse(String(parts[1]))
        }
        return ends
    }

    var keys: [String] { ends.keys.sorted() }

    /// The groups that did not move by exactly so many seconds since `before`.
    func wrong(since before: GroupEnds, seconds: TimeInterval) -> [String] {
        let keys = Set(ends.keys).union(before.ends.keys)
        return keys.filter { ends[$0] != before.ends[$0]?.addingTimeInterval(seconds) || ends[$0] == nil }.sorted()
    }
}
