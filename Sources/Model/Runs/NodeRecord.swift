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
    /// Whether it is there to fire the schedules.
    package var serves: Bool
    /// Whether somebody has asked its machine to take nothing new, so that it fires nothing.
    package var isDraining = false
    /// The runs and firings that it works on.
    package var subjects: [String]

    /// The name of its machine.
    package var node: String { Self.node(of: label) }

    /// The name of the machine in the label of a process.
    package static func node(of label: String) -> String {
        label.ranges(of: ", process ").last.map { String(label[..<$0.lowerBound]) } ?? label
    }

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

extension [NodeRecord] {
    /// Those that fire the schedules now.
    package var serving: [NodeRecord] { filter { $0.isLiving && $0.serves && !$0.isDraining } }

    /// The newest zone data of those that fire the schedules, where somebody has a version; nil for none.
    ///
    /// Versions are a year and a letter, so that they sort as texts.
    package var newestZoneData: String? { serving.map(\.zoneData).filter { !$0.isEmpty }.max() }
}

extension NodeRecord {
    /// Whether it fires no schedule because another node that would has newer zone data, by which the same schedule can
    /// mean another instant.
    package func isBehind(_ nodes: [NodeRecord]) -> Bool {
        guard serves, isLiving, !isDraining, !zoneData.isEmpty, let newest = nodes.newestZoneData else { return false }
        return zoneData < newest
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
