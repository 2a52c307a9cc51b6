internal import Lua
internal import Model
internal import Spelling

extension GroupFilter {
    /// The devices that a filter about doors stands for; empty for any other.
    func devices(in index: WorkspaceIndex) -> Set<String> {
        switch self {
        case .onDevices(let ids): ids
        case .onDoors(let names): Set(Self.doors(names, in: index).joined())
        case .doorsLike(let pattern): Set(Self.doors(like: pattern, in: index))
        case .ofHouse(let name): Self.devices(ofHouse: name, in: index)
        default: []
        }
    }

    /// The doors of the one house that a text means.
    private static func devices(ofHouse text: String, in index: WorkspaceIndex) -> Set<String> {
        let houses = HouseText(text).meant(among: index.doors.values.lazy.compactMap(\.house))
        guard houses.count == 1, let house = houses.first.map(FoldedName.init) else { return [] }
        return Set(index.doors.values.lazy.filter { $0.house.map(FoldedName.init) == house }.map(\.deviceID))
    }

    /// Refuses what names nothing in this workspace: it would match no group, and nobody would see why.
    /// - Throws: `script_error` with the nearest name, or with the filter that is for patterns.
    func refuseUnknown(in builder: PlanBuilder) throws(LuaError) {
        let index = builder.index
        if let (filter, what) = emptyText {
            throw LuaError("\(filter): the \(what) is empty, and would stand for every group or for none")
        }
        switch self {
        case .named(let name):
            guard FoldedName(name).hasStar, builder.targets(named: FoldedName(name)).isEmpty else { return }
            throw Self.star(in: name, of: "named", for: "like")
        case .booking(let text):
            guard FoldedName(text).hasStar, builder.targets(ofBooking: FoldedName(text)).isEmpty else { return }
            throw Self.star(in: text, of: "booking", for: "like")
        case .knownBy(let text):
            guard FoldedName(text).hasStar, builder.targets(ofBooking: FoldedName(text)).isEmpty else { return }
            throw Self.star(in: text, of: "known_by", for: "like")
        case .onDoors(let names):
            for (name, found) in zip(names, Self.doors(names, in: index)) where found.isEmpty {
                if FoldedName(name).hasStar { throw Self.star(in: name, of: "on_doors", for: "doors_like") }
                throw Self.unknown("door", name, of: "on_doors", in: index)
            }
        case .onDevices(let ids):
            for id in ids.sorted() where index.doors[id] == nil { throw Self.unknown(id, in: index) }
        case .doorsLike(let pattern):
            guard devices(in: index).isEmpty else { return }
            throw Self.unknown("door like", pattern, of: "doors_like", in: index)
        case .ofHouse(let name):
            guard devices(in: index).isEmpty else { return }
            throw Self.unknownHouse(name, in: index)
        default: return
        }
    }

    private static func unknownHouse(_ name: String, in index: WorkspaceIndex) -> LuaError {
        let houses = Set(index.doors.values.compactMap(\.house)).sorted()
        let meant = HouseText(name).meant(among: houses)
        if meant.count > 1 {
            let names = meant.map { "\"\($0.shown)\"" }.joined(separator: ", ")
            return LuaError("of_house: \"\(name.shown)\" begins the names of several houses: \(names)")
        }
        guard !houses.isEmpty else {
            return LuaError(
                "of_house: no door is of a house; describe \"\(name.shown)\" in keyshift.json under \"houses\""
            )
        }
        if let house = HouseText(name).unfinished(among: houses) {
            return LuaError(
                "of_house: the workspace has no house \"\(name.shown)\"; did you mean \"\(house.shown)\"?"
            )
        }
        return LuaError(NearestName.sentence("of_house: the workspace", "house", name, among: houses))
    }

    /// The filter and the parameter whose text has nothing in it.
    private var emptyText: (filter: String, what: String)? {
        switch self {
        case .named(let text) where FoldedName(text).isEmpty: ("named", "name")
        case .booking(let text) where FoldedName(text).isEmpty: ("booking", "booking")
        case .knownBy(let text) where FoldedName(text).isEmpty: ("known_by", "name")
        case .like(let text) where FoldedName(text).isEmpty: ("like", "pattern")
        case .doorsLike(let text) where FoldedName(text).isEmpty: ("doors_like", "pattern")
        case .ofHouse(let text) where FoldedName(text).isEmpty: ("of_house", "house")
        case .onDoors(let texts) where texts.contains { FoldedName($0).isEmpty }: ("on_doors", "door")
        default: nil
        }
    }

    /// The devices of each name.
    private static func doors(_ names: [String], in index: WorkspaceIndex) -> [[String]] {
        let wanted = names.map(FoldedName.init)
        var found = wanted.map { _ in [String]() }
        for door in index.doors.values {
            let name = FoldedName(door.name)
            for place in wanted.indices where wanted[place] == name { found[place].append(door.deviceID) }
        }
        return found
    }

    private static func doors(like pattern: String, in index: WorkspaceIndex) -> [String] {
        let pattern = FoldedName(pattern)
        return index.doors.values.filter { pattern.fits(FoldedName($0.name)) }.map(\.deviceID)
    }

    private static func star(in text: String, of filter: String, for patterns: String) -> LuaError {
        LuaError(
            "\(filter): nothing is called \"\(text.shown)\", because * is a letter like any other here; "
                + "where it stands for any text, write :\(patterns)(\"\(text.shown)\")"
        )
    }

    private static func unknown(
        _ what: String,
        _ name: String,
        of filter: String,
        in index: WorkspaceIndex,
    ) -> LuaError {
        let names = index.doors.values.map(\.name).sorted()
        let nearest = NearestName.find(name, among: names) ?? names.first { $0.hasPrefix(name) }
        let advice = nearest.map { "; did you mean \"\($0.shown)\"?" } ?? ", of \(names.count)"
        return LuaError("\(filter): there is no \(what) \"\(name.shown)\"\(advice)")
    }

    private static func unknown(_ id: String, in index: WorkspaceIndex) -> LuaError {
        guard index.doors.values.contains(where: { FoldedName($0.name) == FoldedName(id) }) else {
            return LuaError(
                "on_devices: no device has the id \"\(id.shown)\"; the lock may have been replaced, "
                    + "and :on_doors finds a door by its name"
            )
        }
        return LuaError("on_devices: \"\(id.shown)\" is the name of a door; write :on_doors(\"\(id.shown)\")")
    }
}
