internal import Lua

/// Groups in lists, each under a name that a function of the script gave: what `:by` answers.
struct GroupLists {
    private var named: [String: [LuaValue]] = [:]
    private var numbered: [(key: LuaValue, groups: [LuaValue])] = []

    /// Adds a group; without a name it is in no list.
    /// - Throws: `script_error` for a name by which no list can be found again.
    mutating func add(_ group: GroupValue, under key: LuaValue) throws(LuaError) {
        switch key {
        case .nil: return
        case .string(let name): named[name, default: []].append(.object(group))
        case .integer(let number):
            let place = numbered.firstIndex { if case .integer(number) = $0.key { true } else { false } }
            append(group, key, at: place)
        case .boolean(let flag):
            let place = numbered.firstIndex { if case .boolean(flag) = $0.key { true } else { false } }
            append(group, key, at: place)
        default:
            throw LuaError(
                "by: the function must give a text, a whole number or a boolean, not a \(key.typeName); "
                    + "tostring makes a text of a date"
            )
        }
    }

    /// The lists as a table.
    var table: LuaTable {
        var table = LuaTable(fields: named.mapValues { .table(LuaTable(sequence: $0)) })
        table.others = numbered.map { (key: $0.key, value: .table(LuaTable(sequence: $0.groups))) }
        return table
    }

    private mutating func append(_ group: GroupValue, _ key: LuaValue, at place: Int?) {
        if let place {
            numbered[place].groups.append(.object(group))
        } else {
            numbered.append((key, [.object(group)]))
        }
    }
}
