internal import Journal

extension WorkspaceIndex {
    /// Takes over where other codes of groups are, from an earlier reading.
    mutating func takeDoors(of known: [KnownGroup]) {
        for group in known { elsewhere[group.target] = Set(group.members.map(\.deviceID)) }
    }
}
