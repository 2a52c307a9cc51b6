internal import Model

/// A setting of a house as it is written into `keyshift.json`, for who has to write it.
struct HouseSetting {
    let settings: Settings
    let index: WorkspaceIndex
    /// What the house is called, nil where nothing tells it.
    let house: String?

    /// Where to write it and what: the whole file where there is none, else what is new in it.
    func line(_ key: String, _ names: [String]) -> String {
        let name = house ?? "House"
        if let known = settings.houses.first(where: { $0.name == name }) {
            let there = key == "staff" ? known.staff ?? [] : known.sharedDoors
            return "write in \(settings.file.shown), in the house \(name.shown): \(Self.entry(key, there + names))"
        }
        let house = "\(Self.text(name)): { \(Self.entry("doors", doors)), \(Self.entry(key, names)) }"
        guard settings == Settings() else { return "write in \(settings.file.shown), in \"houses\": \(house)" }
        return "write keyshift.json (keyshift doctor says where it belongs): { \"houses\": { \(house) } }"
    }

    /// The doors of the house, by a pattern where their names begin with its name.
    private var doors: [String] {
        let own = index.doors.values.filter { $0.house == house }.map(\.name).sorted()
        guard let house, own.allSatisfy({ $0.hasPrefix(house + " ") }), !own.isEmpty else { return own }
        return [house + " *"]
    }

    private static func entry(_ key: String, _ names: [String]) -> String {
        "\"\(key)\": [\(names.map(text).joined(separator: ", "))]"
    }

    private static func text(_ name: String) -> String {
        "\"\(name.shown.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
