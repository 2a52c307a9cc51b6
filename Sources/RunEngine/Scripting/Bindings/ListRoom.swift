internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// The room of a row that says no booking: its stay is that of the guest who leaves it on a day, or has it then.
struct ListRoom {
    /// The room, as the row says it.
    let room: String
    /// The house, as the row says it; nil where it says none.
    let house: String?
    let session: ScriptSession

    /// The only stay that has the room, and ends on a day, else has it on that day; without a day the one that has it now.
    ///
    /// A room of which several houses have one, and a door that guests share, is that of nobody.
    func stay(
        on day: CivilDate?,
        in builder: PlanBuilder,
        _ state: LuaState,
    ) throws(LuaError) -> Result<GroupValue, ListRow.Reason> {
        let index = builder.index
        let named = doors(index)
        guard !named.isEmpty else { return .failure(ListRow.Reason(words: "no door is called \"\(room.shown)\"")) }
        let own = named.subtracting(session.sharedDoors(builder))
        let name = own.sorted().map { index.doorName($0).shown }.sorted().joined(separator: ", ")
        guard !own.isEmpty else {
            return .failure(
                ListRow.Reason(words: "guests share the door \"\(room.shown)\", so that it is nobody's room")
            )
        }
        let time = day.map { "on \($0)" } ?? "now"
        let query = GroupQuery(session: session).filtered(.stays)
        let there = try query.filtered(.onDevices(own)).matches(in: builder, state: state)
            .filter { isThere($0, day, on: own, index) }
        guard Set(own.map { index.doors[$0]?.house }).count == 1 else {
            return .failure(
                ListRow.Reason(
                    words:
                        "\(own.count) rooms are called \"\(room.shown)\": \(name); a column Hotel or the whole name says which",
                    near: there.map(\.target),
                )
            )
        }
        let ending = there.filter { group in day.map { ends(group, on: $0, index) } ?? false }
        let found = ending.isEmpty ? there : ending
        guard let only = found.first else {
            return .failure(ListRow.Reason(words: "no guest has \(name) \(time)"))
        }
        let stays = found.map { $0.label(index).shown }.joined(separator: ", ")
        guard found.count == 1 else {
            return .failure(
                ListRow.Reason(words: "\(found.count) stays have \(name) \(time): \(stays)", near: found.map(\.target))
            )
        }
        guard own.isSubset(of: index.devices(of: only.target)) else {
            return .failure(ListRow.Reason(words: "\(stays) has not all of \(name)", near: [only.target]))
        }
        // The other doors of a stay whose codes are not linked are stays of the same name.
        let same = try query.filtered(.named(only.name(index))).matches(in: builder, state: state)
            .filter { isThere($0, day, on: nil, index) }
        guard same.count < 2 else {
            return .failure(
                ListRow.Reason(words: "\(same.count) stays are called \(stays) \(time)", near: same.map(\.target))
            )
        }
        return .success(GroupValue(only.target, session: session, isNamed: true))
    }

    /// The doors that are called by the room, in the house that the row says.
    private func doors(_ index: WorkspaceIndex) -> Set<String> {
        let names = session.doorNames(index)
        let doors = names.doors(ofRoom: room).filter { $0 == room || Self.names(room, index.doorName($0)) }
        return house.map { doors.intersection(names.doors(ofHouse: $0)) } ?? doors
    }

    /// Whether each number of a room is a whole one of a door's name: `5` is not Room 2.05.
    private static func names(_ room: String, _ door: String) -> Bool {
        let numbers = Set(numbers(door))
        return numbers.isSuperset(of: Self.numbers(room.hasSuffix(".0") ? String(room.dropLast(2)) : room))
    }

    /// The numbers between spaces, without what stands before them: `204` of `HH-0204`, and `2.05`.
    private static func numbers(_ text: String) -> [String] {
        text.lowercased().split { $0.isWhitespace || ",;()#".contains($0) }.compactMap { word in
            guard let first = word.firstIndex(where: \.isNumber) else { return nil }
            let number = word[first...].drop { $0 == "0" }
            return number.isEmpty ? "0" : String(number)
        }
    }

    /// Whether a stay has doors, all of its own unless some are told, on a day from its start to its end, or now.
    private func isThere(_ group: GroupValue, _ day: CivilDate?, on doors: Set<String>?, _ index: WorkspaceIndex)
        -> Bool
    {
        index.guestCodes(of: group.target).contains { code in
            guard doors?.contains(code.deviceID) ?? true, let start = code.state.startsAt, let end = code.state.endsAt
            else { return false }
            guard let day else { return start <= session.now && session.now < end }
            guard let zone = try? group.civilZone(index) else { return true }
            return zone.civil(at: start).date <= day && day <= zone.civil(at: end).date
        }
    }

    private func ends(_ group: GroupValue, on day: CivilDate, _ index: WorkspaceIndex) -> Bool {
        guard let zone = try? group.civilZone(index) else { return false }
        return index.guestCodes(of: group.target).contains { code in
            code.state.endsAt.map { zone.civil(at: $0).date == day } ?? false
        }
    }
}
