internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

/// A row of a list that people made, with the booking or the guest of a stay.
struct ListRow {
    /// Why no group is meant.
    struct Reason: Error {
        let words: String
        /// The stays that have the name, of which the rest of the row says something else; none where the row is found by a number.
        var near: [Row.Target] = []
    }

    private let booking: String
    /// The other cells that are texts, in the order of their columns' names.
    private let others: [(column: String, cell: String)]
    private let claims: ListClaims
    private let session: ScriptSession

    /// Takes a row, and what of it is not compared; nil where the script has no argument for that.
    /// - Throws: `script_error` where the row has no text under booking.
    init(_ row: LuaTable, ignore: String?, session: ScriptSession) throws(LuaError) {
        guard let number = row.fields["booking"]?.text else {
            throw LuaError("groups.of_row: the row has no text in a column \"booking\"")
        }
        let guest = number.isEmpty ? row.fields["guest"]?.text ?? "" : ""
        let booking = guest.isEmpty ? number : guest
        self.booking = booking
        self.session = session
        claims = ListClaims(row, ignore: ignore)
        others = row.fields.compactMap { column, value in value.text.map { (column, $0) } }
            .filter { $0.column != "problem" && $0.cell != booking && ListColumn(title: $0.column) == nil }
            .sorted { $0.column < $1.column }
    }

    /// The group of the booking; a group that has another room, another house or other days than the row is not meant.
    ///
    /// Without a booking it is that of the guest, and without both that of the room. Of several it is that of a number in another column, else the only one that has what the row says, else of those the
    /// only one that ends on a day.
    func group(
        endingOn day: CivilDate?,
        in builder: PlanBuilder,
        _ state: LuaState,
    ) throws(LuaError) -> Result<GroupValue, Reason> {
        if booking.isEmpty, let room = claims.cell(.room) {
            let room = ListRoom(room: room, house: claims.cell(.house), session: session)
            return try room.stay(on: day, in: builder, state).flatMap { checked($0, byNumber: false, in: builder) }
        }
        if !booking.contains(where: Self.isDigit), let (group, other) = try numbered(in: builder, state) {
            let name = group.label(builder.index)
            guard GuestName(booking).fits(GuestName(group.name(builder.index))) == false else {
                return checked(group, byNumber: true, in: builder)
            }
            return .failure(
                Reason(
                    words:
                        "the column \"\(other.column)\" says \(other.cell), and that is \(name): look at the number; "
                        + "booking=\"\(other.column)\" goes by it"
                )
            )
        }
        let query = GroupQuery(session: session).filtered(.knownBy(booking))
        let found = try query.matches(in: builder, state: state)
        guard let first = found.first else {
            if let named = try bySurname(endingOn: day, in: builder, state) { return named }
            return .failure(Reason(words: GroupBinding.nothing(for: query, in: builder)))
        }
        guard found.count > 1 else {
            return checked(query.single(first), byNumber: booking.contains(where: Self.isDigit), in: builder)
        }
        let fitting = found.filter { disagreement(with: $0, byNumber: false, in: builder) == nil }
        if let only = fitting.first, fitting.count == 1 { return .success(query.single(only)) }
        if fitting.isEmpty {
            let stays = names(of: found, builder.index)
            return .failure(
                Reason(
                    words: "\(found.count) stays have it, and none of them \(claims.shown): \(stays)",
                    near: found.map(\.target),
                )
            )
        }
        if let day {
            let ending = try query.filtered(.bound(.ending, .on(day))).matches(in: builder, state: state)
                .filter { ending in fitting.contains { $0.target == ending.target } }
            if let only = ending.first, ending.count == 1 { return .success(query.single(only)) }
        }
        return .failure(
            Reason(
                words: "\(fitting.count) stays have it: \(names(of: fitting, builder.index))",
                near: fitting.map(\.target),
            )
        )
    }

    /// The group of the surname in `SMITH, JOHN`, where stays have surnames only, and the rest of the row tells which; nil where it
    /// does not.
    private func bySurname(
        endingOn day: CivilDate?,
        in builder: PlanBuilder,
        _ state: LuaState,
    ) throws(LuaError) -> Result<GroupValue, Reason>? {
        let parts = booking.split(separator: ",", maxSplits: 1).map { $0.split(separator: " ").joined(separator: " ") }
        guard parts.count == 2, !parts.contains(""), !booking.contains(where: Self.isDigit) else { return nil }
        let query = GroupQuery(session: session).filtered(.knownBy(parts[0]))
        let found = try query.matches(in: builder, state: state).filter { group in
            claims.cell(.room) != nil || !hasOtherName(group.name(builder.index), parts)
        }
        guard !found.isEmpty else { return nil }
        var fitting = found.filter { disagreement(with: $0, byNumber: false, in: builder) == nil }
        if fitting.count > 1, let day {
            let ending = try query.filtered(.bound(.ending, .on(day))).matches(in: builder, state: state)
            fitting = fitting.filter { fits in ending.contains { $0.target == fits.target } }
        }
        if let only = fitting.first, fitting.count == 1, claims.isTelling || day != nil {
            return .success(query.single(only))
        }
        let none = fitting.isEmpty && claims.isTelling ? ", and none of them \(claims.shown)" : ""
        let stays = names(of: found, builder.index)
        return .failure(
            Reason(
                words: "\(found.count.counted("stay has", "stays have")) \"\(parts[0].shown)\"\(none): \(stays)",
                near: found.map(\.target),
            )
        )
    }

    /// Whether a stay has another first name than `SMITH, JOHN` has.
    private func hasOtherName(_ name: String, _ parts: [String]) -> Bool {
        let surname = GuestName(parts[0])
        let others = name.split(separator: " ").filter { surname.fits(GuestName(String($0))) != true }
        return GuestName(others.joined(separator: " ")).fits(GuestName(parts[1])) == false
    }

    /// The group, unless the row says another room, another house or other days of it.
    private func checked(
        _ group: GroupValue,
        byNumber isNumbered: Bool,
        in builder: PlanBuilder,
    ) -> Result<GroupValue, Reason> {
        guard let why = disagreement(with: group, byNumber: isNumbered, in: builder) else { return .success(group) }
        return .failure(Reason(words: why, near: isNumbered ? [] : [group.target]))
    }

    private func disagreement(with group: GroupValue, byNumber isNumbered: Bool, in builder: PlanBuilder) -> String? {
        claims.disagreement(with: group, byNumber: isNumbered, session.doorNames(builder.index), builder.index)
    }

    /// The group of a number in another column, and that column; nil where none is known by one, or two are.
    private func numbered(
        in builder: PlanBuilder,
        _ state: LuaState,
    ) throws(LuaError) -> (GroupValue, (column: String, cell: String))? {
        var found: (GroupValue, (column: String, cell: String))?
        for other in others where Self.mayBeNumber(other.cell) {
            let query = GroupQuery(session: session).filtered(.knownBy(other.cell))
            let groups = try query.matches(in: builder, state: state)
            guard let group = groups.first, groups.count == 1 else { continue }
            if let found, found.0.target != group.target { return nil }
            found = (query.single(group), other)
        }
        return found
    }

    private func names(of groups: [GroupValue], _ index: WorkspaceIndex) -> String {
        groups.map { group in
            let doors = index.guestCodes(of: group.target).map { index.doorName($0.deviceID) }
            return "\(group.label(index)) (\(doors.joined(separator: ", ")))"
        }
        .joined(separator: "; ")
    }

    /// Whether a cell has four digits in a row, and is no date, no time and no pattern.
    private static func mayBeNumber(_ cell: String) -> Bool {
        guard !cell.contains(where: { "./:*".contains($0) }) else { return false }
        return cell.split(whereSeparator: { !isDigit($0) }).contains { $0.count >= 4 }
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
