internal import Model
internal import Seam

/// The houses of doors that nobody described, by Seam's spaces.
///
/// A door in several spaces, such as those of a house and of a floor, is of the one with the most doors.
enum SpaceHouses {
    /// Gives doors the house of their space; Seam is asked for its spaces only where a door needs one.
    /// - Throws: `SeamError` when the spaces cannot be listed.
    static func settle(_ doors: inout [Door], from client: SeamClient) async throws(SeamError) {
        guard doors.contains(where: { !$0.isOfDescribedHouse && !$0.spaceIDs.isEmpty }) else { return }
        let spaces = try await client.list("/spaces/list", [:]) { json throws(SeamError) in
            (id: json["space_id"]?.string ?? "", name: json["name"]?.string ?? "")
        }
        settle(&doors, names: Dictionary(spaces.map { ($0.id, $0.name) }) { first, _ in first })
    }

    /// Gives doors the house of their space, by the names of the spaces.
    static func settle(_ doors: inout [Door], names: [String: String]) {
        let known = doors.map { door in door.spaceIDs.filter { !FoldedName(names[$0] ?? "").isEmpty } }
        let counts = Dictionary(known.joined().map { ($0, 1) }, uniquingKeysWith: +)
        for place in doors.indices where !doors[place].isOfDescribedHouse {
            let largest = known[place].min { left, right in
                (-(counts[left] ?? 0), names[left] ?? "", left) < (-(counts[right] ?? 0), names[right] ?? "", right)
            }
            if let largest { doors[place].house = names[largest] }
        }
    }
}
