package import CivilTime

/// A process that works on a journal of several nodes, as the journal knows it.
package struct NodeRecord: Hashable, Sendable {
    /// Random at each start.
    package var id: String
    /// The host and the process, for people.
    package var label: String
    /// The program's version.
    package var version: String
    /// The version of its zone data.
    package var zoneData: String
    package var startedAt: Instant
    /// The end of its lease, by the clock of the database.
    package var leaseUntil: Instant
    /// Whether the lease has not ended.
    package var isLiving: Bool
    /// Whether it fires the schedules.
    package var serves: Bool
    /// The runs and firings that it works on.
    package var subjects: [String]

    /// The runs among them.
    package var runs: [String] { subjects.filter { !$0.hasPrefix("firing-") } }

    /// Makes a record of its parts.
    package init(
        id: String,
        label: String,
        version: String,
        zoneData: String,
        startedAt: Instant,
        leaseUntil: Instant,
        isLiving: Bool,
        serves: Bool,
        subjects: [String],
    ) {
        self.id = id
        self.label = label
        self.version = version
        self.zoneData = zoneData
        self.startedAt = startedAt
        self.leaseUntil = leaseUntil
        self.isLiving = isLiving
        self.serves = serves
        self.subjects = subjects
    }
}

/// What a process says of itself to the other nodes.
package struct NodeSelf: Hashable, Sendable {
    /// The name of the node; the host's where none is given.
    package var name: String?
    /// The program's version.
    package var version: String
    /// The version of its zone data.
    package var zoneData: String

    /// Describes this process.
    package init(name: String? = nil, version: String = "", zoneData: String = "") {
        self.name = name
        self.version = version
        self.zoneData = zoneData
    }
}
