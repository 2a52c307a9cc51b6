package import CivilTime
package import Model

/// The processes that work on a journal of several nodes.
package struct NodesDocument: Document {
    /// The processes, the living ones first.
    package var nodes: [Entry]
    /// Whether the journal is one of several nodes; in a folder, the locks of its files tell who works on what.
    package var isShared: Bool

    enum CodingKeys: String, CodingKey {
        case nodes
        case isShared = "shared"
    }

    /// Makes the document.
    package init(_ nodes: [NodeRecord], isShared: Bool) {
        self.nodes = nodes.map { Entry($0, among: nodes) }
        self.isShared = isShared
    }

    /// One process.
    package struct Entry: Document {
        /// Random at each start.
        package var id: String
        /// The host and the process.
        package var name: String
        /// The program's version.
        package var version: String
        /// The version of its zone data.
        package var zoneData: String
        /// When it took its first lease.
        package var startedAt: Instant
        /// The end of its lease.
        package var leaseUntil: Instant
        /// Whether the lease has not ended.
        package var isLiving: Bool
        /// Whether it fires the schedules.
        package var serves: Bool
        /// Whether somebody has asked its machine to take nothing new.
        package var isDraining: Bool
        /// Whether it serves and fires nothing, because others that serve have newer zone data.
        package var isBehind: Bool
        /// The runs that it works on.
        package var runs: [String]

        enum CodingKeys: String, CodingKey {
            case id, name, version, serves, runs
            case zoneData = "zone_data"
            case startedAt = "started_at"
            case leaseUntil = "lease_until"
            case isLiving = "living"
            case isDraining = "draining"
            case isBehind = "behind"
        }

        init(_ node: NodeRecord, among nodes: [NodeRecord]) {
            (id, name, version, zoneData) = (node.id, node.label, node.version, node.zoneData)
            (startedAt, leaseUntil, isLiving) = (node.startedAt, node.leaseUntil, node.isLiving)
            (serves, isDraining) = (node.serves && !node.isDraining, node.isDraining)
            (isBehind, runs) = (node.isBehind(nodes), node.runs)
        }
    }
}
