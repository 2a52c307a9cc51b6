/// How fast an apply sends.
package enum Pace: String, Sendable, Hashable, CaseIterable {
    /// Within the documented limits: 10 updates a minute on each device.
    case documented
    /// As fast as the server answers, for servers without limits.
    case off
}
