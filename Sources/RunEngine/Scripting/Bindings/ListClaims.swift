internal import CivilTime
internal import Lua
internal import Model
internal import Spelling

/// What a row of a list says of a stay beside its booking and its guest: the room, the house, the days.
struct ListClaims {
    /// What may be left uncompared, in the words of a script.
    enum Kind: String {
        case room
        case house
        case days
        case all
    }

    private struct Claim {
        let column: ListColumn
        let cell: String

        var shown: String {
            let isPlain = column.kind == .days || cell.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "-") }
            return "\(column.rawValue) " + (isPlain ? cell.shown : "\"\(cell.shown)\"")
        }
    }

    /// How a claim stands to a stay.
    private enum Verdict {
        case agrees
        case differs
        /// No door is called so.
        case isUnknown
    }

    private let claims: [Claim]
    private let ignored: Kind?
    /// Whether the script has an argument that leaves columns uncompared, so that a reason can name it.
    private let hasWayOn: Bool

    /// Takes the cells whose columns have a title that is known; `ignore` is one of the words of `Kind`, nil where the script has none.
    init(_ row: LuaTable, ignore: String?) {
        let cells = row.fields.compactMap { column, value in
            value.text.flatMap { $0.isEmpty ? nil : (column, $0) }
        }
        claims = cells.sorted { $0.0 < $1.0 }.compactMap { title, cell in
            ListColumn(title: title).map { Claim(column: $0, cell: cell) }
        }
        .sorted { $0.column < $1.column }
        ignored = ignore.flatMap(Kind.init(rawValue:))
        hasWayOn = ignore != nil
    }

    /// What the row says of one thing, nil where it says nothing of it.
    func cell(_ column: ListColumn) -> String? { claims.first { $0.column == column }?.cell }

    /// Whether it says the room or the days, by which one of several stays is told from the others.
    var isTelling: Bool { claims.contains { $0.column != .house } }

    /// What the row says, for several stays of which none fits: "has room 203".
    var shown: String { "has " + Self.listed(claims.map(\.shown)) }

    /// Why a row does not mean a stay although it names it, nil where nothing speaks against it.
    ///
    /// A stay that was found by a number may be taken all the same where the script ignores what differs; one that was found by
    /// a name may not, since the name alone can be another guest's.
    func disagreement(
        with group: GroupValue,
        byNumber isNumbered: Bool,
        _ names: PlaceNames,
        _ index: WorkspaceIndex,
    ) -> String? {
        var said: [String] = []
        var kinds: Set<Kind> = []
        var mayGoOn = true
        for claim in claims {
            let verdict = verdict(on: claim, group, names, index)
            guard verdict != .agrees else { continue }
            let canBeIgnored = isNumbered || verdict == .isUnknown
            guard !(canBeIgnored && isIgnored(claim.column.kind)) else { continue }
            said.append(claim.shown + (verdict == .isUnknown ? " (no door is called so)" : ""))
            kinds.insert(claim.column.kind)
            mayGoOn = mayGoOn && canBeIgnored
        }
        guard !said.isEmpty else { return nil }
        let days = kinds.contains(.days) ? self.days(of: group, index) : ""
        return "the list says \(Self.listed(said)), and \(group.label(index)) has \(doors(of: group, index))\(days)"
            + (hasWayOn && mayGoOn ? wayOn(kinds, isNumbered) : "")
    }

    private func isIgnored(_ kind: Kind) -> Bool { ignored == .all || ignored == kind }

    private func wayOn(_ kinds: Set<Kind>, _ isNumbered: Bool) -> String {
        let all = kinds.union(ignored.map { [$0] } ?? [])
        let word = all.count == 1 ? all.first ?? .all : .all
        let what =
            word == .all ? "neither rooms nor houses nor days" : word == .days ? "no days" : "no \(word.rawValue)s"
        return isNumbered
            ? "; ignore=\(word.rawValue) goes by the number alone" : "; ignore=\(word.rawValue) compares \(what)"
    }

    private static func listed(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The doors of a stay, without those that have no number where one has.
    private func doors(of group: GroupValue, _ index: WorkspaceIndex) -> String {
        let names = index.guestCodes(of: group.target).map { index.doorName($0.deviceID) }
        let numbered = names.filter { $0.contains(where: \.isNumber) }
        return (numbered.isEmpty ? names : numbered).map(\.shown).joined(separator: ", ")
    }

    private func days(of group: GroupValue, _ index: WorkspaceIndex) -> String {
        guard let zone = try? group.civilZone(index), let state = index.guestCodes(of: group.target).first?.state,
            let start = state.startsAt, let end = state.endsAt
        else { return "" }
        return " from \(zone.civil(at: start).date) to \(zone.civil(at: end).date)"
    }

    // MARK: - Comparing

    private func verdict(
        on claim: Claim,
        _ group: GroupValue,
        _ names: PlaceNames,
        _ index: WorkspaceIndex,
    ) -> Verdict {
        switch claim.column {
        case .room: Self.verdict(on: names.doors(ofRoom: claim.cell), group, index)
        case .house: Self.verdict(on: names.doors(ofHouse: claim.cell), group, index)
        case .arrival: verdict(on: claim.cell, \.startsAt, group, index)
        case .departure: verdict(on: claim.cell, \.endsAt, group, index)
        }
    }

    private static func verdict(on doors: Set<String>, _ group: GroupValue, _ index: WorkspaceIndex) -> Verdict {
        if doors.isEmpty { return .isUnknown }
        return doors.isDisjoint(with: index.devices(of: group.target)) ? .differs : .agrees
    }

    /// A day is compared by the civil day on the clock of the doors; what is no day says nothing.
    private func verdict(
        on cell: String,
        _ bound: KeyPath<CodeState, Instant?>,
        _ group: GroupValue,
        _ index: WorkspaceIndex,
    ) -> Verdict {
        guard let zone = try? group.civilZone(index) else { return .agrees }
        let own = Set(
            index.guestCodes(of: group.target).compactMap { $0.state[keyPath: bound] }.map { zone.civil(at: $0).date }
        )
        guard let near = own.first else { return .agrees }
        let said = Self.days(in: cell, near: near)
        return said.isEmpty || !said.isDisjoint(with: own) ? .agrees : .differs
    }

    /// All days that a cell may mean, whatever comes first in it.
    private static func days(in cell: String, near day: CivilDate) -> Set<CivilDate> {
        for orders in [[nil], [DateOrder.dayFirst, .monthFirst, .yearFirst]] {
            let days = orders.compactMap { order in (try? WrittenMoment(cell, told: order))?.date?.readings.values }
            if !days.isEmpty { return Set(days.joined()) }
        }
        return Set(YearlessDate(cell)?.days(near: day) ?? [])
    }
}
