internal import CivilTime
internal import Lua
internal import Model

/// A group as the prompt prints it: on the clock of its doors.
struct GroupRecord {
    /// The columns of a list of groups.
    static let columns = ["name", "starts", "ends", "doors", "zone", "in_house", "kind", "key"]

    private let group: GroupValue
    private let index: WorkspaceIndex

    init(_ group: GroupValue, _ index: WorkspaceIndex) {
        self.group = group
        self.index = index
    }

    /// A table of groups.
    static func pager(_ groups: [GroupValue], _ index: WorkspaceIndex) throws(LuaError) -> RecordPager {
        try RecordPager(columns: columns, count: groups.count) { place in GroupRecord(groups[place], index).cells }
    }

    /// The cells of the group in such a table.
    var cells: [String] {
        [
            ValueText.visible(index.name(of: group.target) ?? ""), bound(\.startsAt), bound(\.endsAt),
            ValueText.visible(members.map { index.doorName($0.deviceID) }.joined(separator: ", ")),
            ValueText.visible(index.zone(of: group.target) ?? ""), isInside ? "inside" : "",
            group.isLinked ? "group" : "code",
            ValueText.visible(group.target.identifier),
        ]
    }

    /// The group alone, a field a line.
    var lines: [String] {
        let width = Self.columns.map(\.count).max() ?? 0
        return zip(Self.columns, cells).filter { !$1.isEmpty }.map { name, cell in
            "\(name.padded(to: width))  \(cell)"
        }
    }

    private var members: [IndexedCode] { index.guestCodes(of: group.target) }

    private var isInside: Bool { members.contains { $0.state.isInside(at: group.session.now) } }

    private func bound(_ bound: KeyPath<CodeState, Instant?>) -> String {
        let instants = Set(members.map { $0.state[keyPath: bound] })
        guard instants.count == 1, let instant = instants.first else { return "differ" }
        let zone = index.zone(of: group.target)
        return instant.map { LocalTime.dayAndTime($0, zone, near: group.session.now) + (zone == nil ? " UTC" : "") }
            ?? "never"
    }
}
