internal import Scripting

extension Vocabulary {
    /// The members of each module but `seam`, and but `keyshift`, a table that is asked what a later version may have.
    static let modules = members(of: Reference.modules.filter { !["seam", "keyshift"].contains($0.name) })

    /// The members of the module that only files of tests have.
    static let tests = members(of: Reference.testModules)

    private static func members(of modules: [SurfaceEntry]) -> [String: [String: Shape]] {
        Dictionary(
            uniqueKeysWithValues: modules.map { module in
                (module.name, members(of: module.name) { $0.kind != .method })
            }
        )
    }

    /// The members of each kind of value.
    static let members: [ScriptClass: [String: Shape]] = Dictionary(
        uniqueKeysWithValues: ScriptClass.allCases.map { kind in
            (kind, members(of: kind.rawValue) { $0.kind != .function })
        }
    )

    /// The members of an owner by the last part of their names; a module and a sort of value may have one name.
    static func members(of owner: String, _ isOwn: (SurfaceEntry) -> Bool) -> [String: Shape] {
        let entries = Reference.members(of: owner).filter(isOwn)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.shortName, Shape($0)) })
    }
}
