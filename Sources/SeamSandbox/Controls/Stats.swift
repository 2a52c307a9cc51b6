/// What the sandbox counts for tests.
struct Stats: Sendable {
    private var requests: [String: Int] = [:]
    private var updatesByDevice: [Identifier: Int] = [:]
    private var updatesByGrant: [Identifier: Int] = [:]
    private var rateLimited = 0
    private var inFlight = 0
    private var mostInFlight = 0

    mutating func arrive(_ path: String) {
        requests[path, default: 0] += 1
        inFlight += 1
        mostInFlight = max(mostInFlight, inFlight)
    }

    /// The number of requests that have arrived at a path.
    func requests(to path: String) -> Int {
        requests[path] ?? 0
    }

    mutating func leave() {
        inFlight -= 1
    }

    mutating func countRateLimited() {
        rateLimited += 1
    }

    mutating func countUpdate(ofDevice id: Identifier) {
        updatesByDevice[id, default: 0] += 1
    }

    mutating func countUpdate(ofGrant id: Identifier) {
        updatesByGrant[id, default: 0] += 1
    }

    /// Starts counting anew, but for the requests that are still on their way.
    mutating func clear() {
        let inFlight = inFlight
        self = Stats()
        self.inFlight = inFlight
        mostInFlight = inFlight
    }

    var reply: SandboxReply {
        .json(200) { writer in
            writer.field("requests", .object(requests.mapValues { .integer(Int64($0)) }))
            writer.field("rate_limited", rateLimited)
            writer.field("max_in_flight", mostInFlight)
            writer.object("updates_by_device") { writer in
                for (id, count) in updatesByDevice { writer.field(id.text, count) }
            }
            writer.object("updates_by_grant") { writer in
                for (id, count) in updatesByGrant { writer.field(id.text, count) }
            }
        }
    }
}
