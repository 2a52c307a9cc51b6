internal import CivilTime
package import Model
internal import Spelling

/// The processes of a journal of several nodes as an operator reads them.
package struct NodeList {
    private let nodes: [NodeRecord]
    private let isShared: Bool

    /// Makes the list.
    package init(_ nodes: [NodeRecord], isShared: Bool) {
        self.nodes = nodes
        self.isShared = isShared
    }

    /// The lines, on a page.
    package func lines(on page: Page) -> [String] {
        guard isShared else {
            return [
                "This journal is in a folder, and belongs to this machine alone: keyshift status tells what runs.",
                "For several machines, name a journal on PostgreSQL in KEYSHIFT_JOURNAL.",
            ]
        }
        guard !nodes.isEmpty else { return ["Nobody works on this journal now, and nobody has in the last hour."] }
        var table = TextTable(
            columns: ["NODE", "STATE", "SINCE", "VERSION", "ZONE DATA", "WORKS ON"],
            cutting: [0, 5]
        )
        for node in nodes {
            table.add([
                node.label.shown, state(node), LocalTime.full(node.startedAt, nil), node.version.shown,
                node.zoneData.shown, Self.work(node),
            ])
        }
        return table.lines(on: page) + differing
    }

    /// Says that nodes read times by different data.
    private var differing: [String] {
        let versions = Set(nodes.filter(\.isLiving).map(\.zoneData)).sorted()
        guard versions.count > 1, let newest = versions.last else { return [] }
        return [
            "",
            "The nodes have different zone data (\(versions.map(\.shown).joined(separator: ", "))): bring all to \(newest.shown), "
                + "or the same schedule means different instants on them.",
        ] + behind
    }

    /// Says which nodes fire nothing for that.
    private var behind: [String] {
        nodes.filter { $0.isBehind(nodes) }.map { node in
            "\(node.label.shown) fires no schedule until its zone data is as new as that of the others that serve."
        }
    }

    private func state(_ node: NodeRecord) -> String {
        guard node.isLiving else { return "gone" }
        if node.isDraining { return hasWork(on: node.node) ? "draining" : "drained" }
        if node.isBehind(nodes) { return "fires nothing" }
        return node.serves ? "serves" : "works"
    }

    /// Whether a process of a machine works on something: each firing is a process of its own.
    private func hasWork(on machine: String) -> Bool {
        nodes.contains { $0.isLiving && $0.node == machine && !$0.subjects.isEmpty }
    }

    private static func work(_ node: NodeRecord) -> String {
        guard !node.runs.isEmpty else { return "–" }
        let left = node.isLiving ? "" : " (until somebody takes over)"
        return node.runs.map(\.shown).joined(separator: ", ") + left
    }
}
