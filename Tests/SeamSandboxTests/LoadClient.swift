import HTTPTypes
import HummingbirdTesting
import NIOCore

@testable import SeamSandbox

/// One connection that sends requests of many kinds in a random order, and counts for itself what becomes of them.
struct LoadClient {
    /// What is known of an update whose answer is not the usual one.
    enum Unanswered {
        /// The fault stops it.
        case lost
        /// The fault hides the answer, and the change is made, at once or later.
        case made
    }

    /// A group's key with the devices of its members.
    typealias Group = (key: String, devices: [String])

    static let updateMultiple = "/access_codes/update_multiple"

    private let port: Int
    private let groups: [Group]
    private let unanswered: Unanswered
    private var random: SandboxRandom
    private var client: TestClient
    private(set) var tally = LoadTally()

    init(port: Int, groups: [Group], unanswered: Unanswered, seed: UInt64) {
        self.port = port
        self.groups = groups
        self.unanswered = unanswered
        random = SandboxRandom(seed: seed)
        client = Self.connect(port)
    }

    /// Sends `count` requests, one after the other, and closes the connection.
    mutating func run(_ count: Int) async throws {
        for _ in 0..<count {
            if random.below(2) == 0 {
                try await update()
            } else {
                try await other()
            }
        }
        try? await client.shutdown()
    }

    private mutating func update() async throws {
        let group = groups[random.below(groups.count)]
        let end = "2027-01-01T11:\(10 + random.below(50)):00Z"
        let body = "{\"common_code_key\":\"\(group.key)\",\"ends_at\":\"\(end)\"}"
        tally.requests[Self.updateMultiple, default: 0] += 1
        let answer = try await send(random.below(2) == 0 ? .post : .patch, Self.updateMultiple, body)
        switch answer {
        case .success: tally.countUpdate(of: group.devices)
        case .status(429): tally.rateLimited += 1
        case .closed, .status, .garbage: if unanswered == .made { tally.countUpdate(of: group.devices) }
        }
    }

    /// A request that changes nothing: reads, refusals, and paths that are not counted.
    private mutating func other() async throws {
        let unknown = "{\"common_code_key\":\"\(random.uuid().text)\"}"
        let key = groups[random.below(groups.count)].key
        let (method, path, body, isAuthorized): (HTTPRequest.Method, String, String, Bool) =
            switch random.below(9) {
            case 0: (.post, "/devices/list", "{}", true)
            case 1: (.get, "/workspaces/get", "", true)
            case 2: (.post, "/access_codes/get", "{}", true)
            case 3: (.post, Self.updateMultiple, unknown, true)
            case 4: (.post, Self.updateMultiple, "{", true)
            case 5: (.get, Self.updateMultiple, "", true)
            case 6: (.post, Self.updateMultiple, "{\"common_code_key\":\"\(key)\",\"ends_at\":\"2020\"}", true)
            case 7: (.post, Self.updateMultiple, "{\"common_code_key\":\"\(key)\",\"name\":\"x\"}", false)
            default: (.get, "/nowhere", "", true)
            }
        if path != "/nowhere" { tally.requests[path, default: 0] += 1 }
        _ = try await send(method, path, body, isAuthorized: isAuthorized)
    }

    private enum Answer {
        case success
        case status(Int)
        case garbage
        case closed
    }

    private mutating func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String,
        isAuthorized: Bool = true
    ) async throws -> Answer {
        var headers: HTTPFields = [.contentType: "application/json"]
        if isAuthorized { headers[.authorization] = "Bearer \(World.apiKey)" }
        let buffer = body.isEmpty ? nil : ByteBuffer(string: body)
        let request = TestClient.Request(path, method: method, authority: "127.0.0.1", headers: headers, body: buffer)
        do {
            let response = try await client.execute(request)
            guard response.status == .ok else { return .status(response.status.code) }
            return response.headers[.contentType]?.hasPrefix("application/json") == true ? .success : .garbage
        } catch TestClient.Error.readTimeout {
            throw TestClient.Error.readTimeout
        } catch {
            // The sandbox closed the connection instead of an answer; the next request needs a new one.
            try? await client.shutdown()
            client = Self.connect(port)
            return .closed
        }
    }

    private static func connect(_ port: Int) -> TestClient {
        let client = TestClient(host: "127.0.0.1", port: port)
        client.connect()
        return client
    }
}
