internal import Seam

/// Finds what is known of a name: the source of `help`, completion, type definitions, `check` and the reference.
package enum Reference {
    /// The globals that lead to functions, in the order in which they are taught.
    package static let modules = Surface.modules

    /// The libraries of Lua of which there is something to say.
    package static let libraries = Surface.libraries

    /// The sorts of values that the modules make.
    package static let types = Surface.types

    /// The module that only files of tests have.
    package static let testModules = Surface.testModules

    /// The sorts of values that the module of tests makes.
    package static let testTypes = Surface.testTypes

    /// Every entry that files of tests have and other scripts do not, in the order in which they are taught.
    package static let testListed = Surface.testEntries

    /// Every entry but those that the API's catalogue makes, in the order in which they are taught.
    package static let listed = Surface.entries

    /// What belongs to a module (`groups`, `seam`, `seam.devices`), to a type (`query`, `group`), or to a resource (`device`).
    package static func members(of owner: String) -> [SurfaceEntry] {
        if let own = byOwner[owner] { return owner == "seam" ? own + SeamReference.members(of: "") : own }
        if owner.hasPrefix("seam.") { return SeamReference.members(of: String(owner.dropFirst("seam.".count))) }
        return SeamReference.fields(of: owner)
    }

    /// What is known of a name: `groups`, `groups.all`, `query:named`, `group.key`, `seam.devices.get`, `device`; else nil.
    package static func entry(_ name: String) -> SurfaceEntry? {
        if let known = byName[name] { return known }
        if let owner = owners.first(where: { $0.name == name }) { return owner }
        if name.hasPrefix("seam.") { return SeamReference.entry(String(name.dropFirst("seam.".count))) }
        if let dot = name.firstIndex(of: ".") {
            return SeamReference.fields(of: String(name[..<dot])).first { $0.name == name }
        }
        return SeamReference.resource(name)
    }

    /// The entries whose last part is a name: `add` is one of `date:add`, `time:add`.
    package static func entries(calledLast name: String) -> [SurfaceEntry] {
        all.filter { $0.shortName == name }
    }

    /// The names that `help` knows, without those of the API's functions.
    package static let names: [String] = (owners + all).map(\.name)

    private static let owners = modules + libraries + types + testModules + testTypes

    private static let all = listed + testListed

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    private static let byOwner = Dictionary(grouping: all, by: \.owner)
}
