import Foundation
import FoundationNetworking
import Subprocess
import Testing

/// `keyshift serve` in a process of its own.
struct ServeProcess: Sendable {
    /// The address of its endpoints.
    let address: String
    /// Its process.
    let processID: Int32

    /// Calls `body` with a running server, ends it with SIGTERM unless it has ended, and answers how it ended.
    static func with(
        _ program: Program,
        _ options: [String] = [],
        log: URL? = nil,
        _ body: @escaping @Sendable (ServeProcess) async throws -> Void,
    ) async throws -> TerminationStatus {
        let result = try await Subprocess.run(
            program.configuration(["serve"] + options),
            input: .none,
            output: .sequence,
            error: .string(limit: 4 << 20),
        ) { execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            let line = try #require(try await lines.next())
            let address = line.dropFirst("listening on ".count).trimmingCharacters(in: .whitespacesAndNewlines)
            defer { try? execution.send(signal: .terminate) }
            try await body(ServeProcess(address: address, processID: execution.processIdentifier.value))
        }
        if let log {
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            try? (text + result.standardError).write(to: log, atomically: true, encoding: .utf8)
        }
        return result.terminationStatus
    }

    /// The status and the text of an endpoint.
    func get(_ path: String, accept: String = "*/*") async throws -> (status: Int, text: String, type: String) {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.setValue(accept, forHTTPHeaderField: "Accept")
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (
            answer.statusCode, String(decoding: data, as: UTF8.self),
            answer.value(forHTTPHeaderField: "Content-Type") ?? "",
        )
    }

    /// The value of a sample in the metrics, nil where it is not there.
    func metric(_ name: String) async throws -> Double? {
        let lines = try await get("/metrics").text.split(separator: "\n")
        return lines.first { $0.hasPrefix(name + " ") }.flatMap { Double($0.dropFirst(name.count + 1)) }
    }
}
