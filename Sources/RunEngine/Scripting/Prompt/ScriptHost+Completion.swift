internal import Lua
internal import Seam

/// What completion may know of a value of the script: no code of the script runs for it.
package struct PromptGlimpse: Hashable, Sendable {
    /// The type of the reference that it has, such as `group`, or else Lua's name of its type.
    package let type: String
    /// The string keys of a table.
    package let names: [String]

    /// Makes it of both.
    package init(type: String, names: [String] = []) {
        self.type = type
        self.names = names
    }
}

/// One step from a table to a value in it.
package enum PromptKey: Hashable, Sendable {
    /// The value of a field.
    case field(String)
    /// The first element of a list.
    case first
}

extension ScriptHost {
    /// Looks at the value that some keys lead to from the globals.
    package func glimpse(of keys: [PromptKey]) -> PromptGlimpse {
        let path = keys.map { key -> LuaValue in
            switch key {
            case .field(let name): .string(name)
            case .first: .integer(1)
            }
        }
        guard let glimpse = try? openState().glimpse(of: path) else { return PromptGlimpse(type: "nil") }
        let type = glimpse.object.flatMap(PromptTypes.name(of:)) ?? glimpse.typeName
        return PromptGlimpse(type: type, names: glimpse.names)
    }

    /// The names of the workspace that are known by now; this reads nothing.
    package var names: PromptNames {
        guard let builder = session.builder else { return prompt.names }
        if prompt.namesRevision != builder.revision {
            prompt.names = PromptNames(builder.index)
            prompt.namesRevision = builder.revision
        }
        return prompt.names
    }

    /// Reads the devices, for the names that completion offers; what cannot be read stays unknown.
    package func readDevices() async {
        let client = session.context.client
        guard prompt.names.devices == nil, session.builder == nil,
            let devices = try? await client.list("/devices/list", [:])
        else { return }
        let doors = devices.compactMap { try? Door($0) }
        guard prompt.names.devices == nil else { return }
        prompt.names.devices = PromptNames.sorted(
            doors.map { PromptName(name: $0.name, id: $0.deviceID, note: $0.zone ?? "") }
        )
    }

    /// Reads the whole workspace, as `groups.all()` does, unless a script has; false when it cannot be read.
    package func readGroups() async -> Bool {
        if session.builder != nil { return true }
        let outcome = await WorkspaceReading.read(session.context)
        return session.take(outcome)
    }
}
