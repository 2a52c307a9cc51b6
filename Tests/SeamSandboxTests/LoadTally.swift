@testable import SeamSandbox

/// What a client counted itself: the requests that it sent, and what its answers say that the sandbox did.
struct LoadTally: Equatable {
    var requests: [String: Int] = [:]
    var updatesByDevice: [String: Int] = [:]
    var rateLimited = 0

    mutating func add(_ other: LoadTally) {
        requests.merge(other.requests, uniquingKeysWith: +)
        updatesByDevice.merge(other.updatesByDevice, uniquingKeysWith: +)
        rateLimited += other.rateLimited
    }

    mutating func countUpdate(of devices: [String]) {
        for device in devices { updatesByDevice[device, default: 0] += 1 }
    }
}

extension LoadTally {
    /// The server's own counts, from an answer of `/_sandbox/stats`.
    init(stats: JSON) {
        requests = Self.counts(stats["requests"])
        updatesByDevice = Self.counts(stats["updates_by_device"])
        rateLimited = stats["rate_limited"]?.double.map { Int($0) } ?? -1
    }

    private static func counts(_ value: JSON?) -> [String: Int] {
        (value?.fields ?? [:]).compactMapValues { $0.double.map { Int($0) } }
    }
}
