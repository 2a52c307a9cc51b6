internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// One condition of a query over groups.
enum GroupFilter {
    /// The whole name.
    case named(String)
    /// The whole name or its first words, or the number of the only booking that has it.
    case booking(String)
    /// The same as a booking, else all words of the text in the name: what commands take for a stay, but for its doors.
    case knownBy(String)
    /// A pattern that the name fits.
    case like(String)
    /// At least one of the doors with these names.
    case onDoors([String])
    /// A door whose name fits a pattern.
    case doorsLike(String)
    /// At least one of these devices.
    case onDevices(Set<String>)
    /// A door of this house.
    case ofHouse(String)
    /// A guest's, and no code of somebody who works there.
    case stays
    /// A start or an end in a period.
    case bound(Bound, Period)
    /// A guest can open the door now.
    case inHouse
    /// The start is ahead.
    case upcoming
    /// Codes without an end, instead of those with one.
    case ongoing
    /// The codes share a key.
    case linked
    /// All doors have the same hours (or not).
    case uniform(Bool)
    /// A function of the script says yes.
    case satisfying(LuaFunction)

    /// What the filter looks for, for the sentence that says that nothing was found.
    var description: String {
        switch self {
        case .named(let name): "named \"\(name)\""
        case .booking(let text): "booked as \"\(text)\""
        case .knownBy(let text): "known by \"\(text)\""
        case .like(let pattern): "named like \"\(pattern)\""
        case .onDoors(let names): "on the door \(names.map { "\"\($0)\"" }.joined(separator: " or "))"
        case .doorsLike(let pattern): "on a door like \"\(pattern)\""
        case .onDevices(let ids): ids.count == 1 ? "on that device" : "on those \(ids.count) devices"
        case .ofHouse(let name): "in the house \"\(name)\""
        case .stays: "a guest's"
        case .bound(let bound, let period): "\(bound.rawValue) \(period.description)"
        case .inHouse: "with a guest inside"
        case .upcoming: "that is still to come"
        case .ongoing: "without an end"
        case .linked: "with linked codes"
        case .uniform(let isUniform): isUniform ? "with the same hours on all doors" : "with different hours"
        case .satisfying: "for which the function says yes"
        }
    }

    /// Which end of the hours a filter looks at.
    enum Bound: String {
        case starting
        case ending

        /// The bound of a state.
        var path: KeyPath<CodeState, Instant?> {
            switch self {
            case .starting: \.startsAt
            case .ending: \.endsAt
            }
        }
    }

    /// A day or a range, up to its end and not including it; dates are read in each group's own zone.
    enum Period {
        case on(CivilDate)
        case dates(CivilDate, CivilDate)
        case instants(Instant, Instant)

        var description: String {
            switch self {
            case .on(let date): "on \(date)"
            case .dates(let first, let end): "from \(first) up to \(end)"
            case .instants(let first, let end): "from \(first.iso8601) up to \(end.iso8601)"
            }
        }

        /// Whether it needs the zone of the group.
        var isCivil: Bool {
            if case .instants = self { false } else { true }
        }

        /// Whether an instant, or its date in a zone, is in the period.
        func contains(_ instant: Instant, in zone: Zone) -> Bool {
            switch self {
            case .on(let date): zone.civil(at: instant).date == date
            case .dates(let first, let end): (first..<end).contains(zone.civil(at: instant).date)
            case .instants(let first, let end): (first..<end).contains(instant)
            }
        }
    }
}

extension GroupFilter.Period {
    /// The range of two dates, or of two instants.
    /// - Throws: `script_error` for a date beside an instant, and for a range without a day or a moment in it.
    init(from first: GivenDay, to end: GivenDay, in function: String) throws(LuaError) {
        switch (first, end) {
        case (.date(let first), .date(let end)):
            guard first < end else {
                throw LuaError(
                    "\(function): from \(first) up to \(end) there is no day, because the second date is not included; "
                        + "for one day give the next one as second"
                )
            }
            self = .dates(first, end)
        case (.instant(let first), .instant(let end)):
            guard first < end else { throw LuaError("\(function): \(end.iso8601) is not after \(first.iso8601)") }
            self = .instants(first, end)
        default: throw LuaError("\(function): give two dates or two instants, not one of each")
        }
    }
}
