internal import Model

/// A thing of the workspace that a person knows by its name and the API by its id.
package struct PromptName: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The id, or the key.
    package let id: String
    /// What tells it from others of the same name, such as its door; may be empty.
    package let note: String

    /// Makes it of its parts.
    package init(name: String, id: String, note: String = "") {
        self.name = name
        self.id = id
        self.note = note
    }
}

/// The names of a workspace that are known, sorted: what completion offers where an id is asked for.
package struct PromptNames: Hashable, Sendable {
    /// The devices; nil before they were read.
    package var devices: [PromptName]?
    /// The groups and the single codes; nil before they were read.
    package var groups: [PromptName]?
    /// The codes; nil before they were read.
    package var codes: [PromptName]?

    /// Makes it of what is known.
    package init(devices: [PromptName]? = nil, groups: [PromptName]? = nil, codes: [PromptName]? = nil) {
        self.devices = devices
        self.groups = groups
        self.codes = codes
    }

    /// The names of an index.
    init(_ index: WorkspaceIndex) {
        devices = Self.sorted(
            index.doors.values.map { PromptName(name: $0.name, id: $0.deviceID, note: $0.zone ?? "") }
        )
        groups = Self.sorted(
            index.targets.map { target in
                let doors = index.members(of: target).map { index.doorName($0.deviceID) }
                return PromptName(
                    name: index.name(of: target) ?? "",
                    id: target.identifier,
                    note: doors.prefix(2).joined(separator: ", ") + (doors.count > 2 ? ", …" : "")
                )
            }
        )
        codes = Self.sorted(
            index.codes.values.map { code in
                PromptName(name: code.state.name ?? "", id: code.accessCodeID, note: index.doorName(code.deviceID))
            }
        )
    }

    static func sorted(_ names: [PromptName]) -> [PromptName] {
        names.sorted { ($0.name, $0.note, $0.id) < ($1.name, $1.note, $1.id) }
    }
}
