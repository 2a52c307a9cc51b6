/// One parameter of a function, or one named value of a table.
package struct SurfaceParameter: Hashable, Sendable {
    /// The name.
    package let name: String
    /// What it has to be.
    package let kind: ParameterKind
    /// What it is for; empty where the name says it.
    package let summary: String
    /// Whether it may be missing.
    package let isOptional: Bool
    /// Whether nil stands for one that is missing.
    ///
    /// A nil in the place of a table of options is most often a slip.
    package var takesNil = true
    /// Whether it is the table of a function that is called as `f{ name = value }`.
    package var isNamed = false
    /// The name of the type that its table has in the reference, where that has one.
    package var record: String?
    /// What completion offers for it, beside the kind.
    package var names: Names?
    /// The only texts that it may be; empty for any.
    package var allowed: [String]
    /// The named values within it, where it is a table.
    package var fields: [SurfaceParameter]
    /// What can be said of its values: a range, a length, the value that is taken when it is missing.
    package var limits: [String]

    /// The things of a workspace that a parameter names.
    package enum Names: Hashable, Sendable {
        /// Devices by their ids.
        case devices
        /// Groups by their keys.
        case groups
        /// Codes by their ids.
        case codes
        /// Groups by their names.
        case groupNames
    }

    /// Makes a parameter of what everybody has to know of it.
    package init(_ name: String, _ kind: ParameterKind, _ summary: String = "", isOptional: Bool) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.isOptional = isOptional
        allowed = kind.allowed
        fields = kind.fields
        limits = kind.limits
    }

    /// Makes a parameter that every call needs.
    package static func required(_ name: String, _ kind: ParameterKind, _ summary: String = "") -> SurfaceParameter {
        SurfaceParameter(name, kind, summary, isOptional: false)
    }

    /// Makes a parameter that may be missing.
    package static func optional(_ name: String, _ kind: ParameterKind, _ summary: String = "") -> SurfaceParameter {
        SurfaceParameter(name, kind, summary, isOptional: true)
    }

    /// The type as the reference shows it.
    package var type: ScriptType { record.map(ScriptType.record) ?? kind.type }
}
