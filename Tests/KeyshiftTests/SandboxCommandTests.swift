import Foundation
import FoundationNetworking
import Testing

struct SandboxCommandTests {
    @Test func `the first line of the sandbox is its address, and it answers there`() async throws {
        let process = Process()
        process.executableURL = URL(filePath: Program.binary)
        process.arguments = ["sandbox", "--groups", "5", "--devices", "4", "--now", "2024-11-01T00:00:00Z"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        var bytes: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            bytes.append(byte)
        }
        let line = String(decoding: bytes, as: UTF8.self)
        #expect(line.hasPrefix("listening on http://127.0.0.1:"))
        let endpoint = String(line.dropFirst("listening on ".count))

        var request = URLRequest(url: try #require(URL(string: "\(endpoint)/devices/list")))
        request.httpMethod = "POST"
        request.httpBody = Data("{}".utf8)
        request.setValue("Bearer seam_sandbox_key", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (body, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        let document = try JSONSerialization.jsonObject(with: body) as? [String: Any]
        #expect((document?["devices"] as? [Any])?.count == 4)
        #expect(try await Program.requests("/devices/list", at: endpoint) == 1)
    }
}
