/// The stays and doors that a command can ask for: those of a plan, and those of its workspace as far as it was read.
package struct Selectable: Sendable {
    /// A stay, by what it is known by.
    package struct Stay: Hashable, Sendable {
        /// Its key and the ids of its codes.
        package let identifiers: Set<String>
        /// Its name, nil where it has none.
        package let name: String?
        /// The names of its doors.
        package let doors: [String]
        /// The ids of the devices of these doors.
        package let deviceIDs: [String]

        /// Makes a stay of its parts.
        package init(identifiers: Set<String>, name: String?, doors: [String], deviceIDs: [String]) {
            self.identifiers = identifiers
            self.name = name
            self.doors = doors
            self.deviceIDs = deviceIDs
        }

        /// The stay of a row.
        init(_ row: Row) {
            self.init(
                identifiers: Set(row.identifiers),
                name: row.name,
                doors: row.members.map(\.door),
                deviceIDs: row.members.map(\.deviceID),
            )
        }

        /// Whether it is known by a text, as `StayText` has it, or by a key or an id.
        package func isKnown(by text: String) -> Bool {
            identifiers.contains(text) || StayText(text)?.isFound(name: name, doors: doors) == true
        }

        /// How people know it: its name, else its key or an id.
        var handle: String { name ?? identifiers.min() ?? "" }

        /// Its doors, by name and device id.
        var places: [(name: String, deviceID: String)] { Array(zip(doors, deviceIDs)).map { ($0, $1) } }
    }

    /// The stays.
    package var stays: [Stay]
    /// The doors, by name and device id, whoever is on them.
    package var doors: [(name: String, deviceID: String)]
    /// The houses of doors as the workspace was read, by device id.
    package var homes: [String: String]

    /// Makes it of its parts.
    package init(stays: [Stay], doors: [(name: String, deviceID: String)], homes: [String: String]) {
        self.stays = stays
        self.doors = doors
        self.homes = homes
    }

    /// The stays and doors of some rows.
    package init(_ rows: [Row]) {
        self.init(stays: rows.map(Stay.init), doors: rows.doors, homes: [:])
    }

    /// Both together.
    package static func + (left: Selectable, right: Selectable) -> Selectable {
        Selectable(
            stays: left.stays + right.stays,
            doors: left.doors + right.doors,
            homes: left.homes.merging(right.homes) { $1 },
        )
    }
}
