internal import CivilTime
internal import Model
internal import Seam
internal import Spelling

extension Settings {
    private static let houseKeys = ["doors", "zone", "check_in", "check_out", "shared_doors", "reach", "staff"]

    /// Reads the houses.
    /// - Throws: `load_error` with the house, the key and what to write instead.
    mutating func readHouses(_ value: JSONValue) throws(PlanError) {
        guard let fields = value.object else {
            throw wrong(
                "houses",
                "an object of names, such as { \"Harbour House\": { \"doors\": [\"Harbour House *\"] } }"
            )
        }
        for (name, house) in fields.sorted(by: { $0.key < $1.key }) {
            guard !FoldedName(name).isEmpty else { throw refusal("houses: a house needs a name") }
            if let twin = houses.first(where: { FoldedName($0.name) == FoldedName(name) }) {
                throw refusal("houses: \(twin.name.shown) and \(name.shown) are the same name")
            }
            houses.append(try read(House(name: name), house))
        }
    }

    private func read(_ empty: House, _ value: JSONValue) throws(PlanError) -> House {
        let place = "houses: \(empty.name.shown)"
        guard let fields = value.object else { throw wrong(place, "an object, such as { \"doors\": [\"Room 1\"] }") }
        var house = empty
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            try read(key, value, of: &house, "\(place): \(key.shown)")
        }
        guard !house.doors.isEmpty || !house.sharedDoors.isEmpty else {
            throw refusal("\(place) has no doors; write \"doors\": [\"\(house.name.shown) *\"]")
        }
        return house
    }

    private func read(_ key: String, _ value: JSONValue, of house: inout House, _ place: String) throws(PlanError) {
        switch key {
        case "doors": house.doors = try texts(value, place)
        case "shared_doors": house.sharedDoors = try texts(value, place)
        case "staff": house.staff = try texts(value, place)
        case "zone":
            let name = try text(value, place, "the name of a zone, as a text")
            house.zone = try civil(place) { () throws(CivilTimeError) in try Zone.named(name).name }
        case "check_in": house.checkIn = try clock(value, place)
        case "check_out": house.checkOut = try clock(value, place)
        case "reach":
            let text = try text(value, place, "a duration such as \"20m\"")
            house.reach = try civil(place) { () throws(CivilTimeError) in try TimeSpan(parsing: text) }
        default:
            throw refusal(
                NearestName.sentence("houses: \(house.name.shown) has no setting", key.shown, among: Self.houseKeys)
            )
        }
    }

    private func clock(_ value: JSONValue, _ place: String) throws(PlanError) -> ClockTime {
        let text = try text(value, place, "a clock time such as \"15:00\"")
        return try civil(place) { () throws(CivilTimeError) in try ClockTime(parsing: text) }
    }

    private func text(_ value: JSONValue, _ place: String, _ expected: String) throws(PlanError) -> String {
        guard let text = value.string, !FoldedName(text).isEmpty else { throw wrong(place, expected) }
        return text
    }

    private func texts(_ value: JSONValue, _ place: String) throws(PlanError) -> [String] {
        let texts = (value.array ?? []).compactMap(\.string)
        guard let array = value.array, texts.count == array.count, !texts.contains(where: { FoldedName($0).isEmpty })
        else { throw wrong(place, "a list of texts, such as [\"Room 1\", \"Room 2*\"]") }
        return texts
    }
}
