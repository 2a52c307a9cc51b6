internal import LuaSyntax
internal import Spelling

/// Names that nothing sets: Lua reads them as nil, and the script goes on with it.
enum GlobalRule: CheckRule {
    /// What stands in for names that people know from elsewhere.
    private static let advice = [
        "dofile": "require loads what lies beside the script",
        "loadfile": "require loads what lies beside the script",
        "null": "nothing is nil in Lua, and json.null where the API shall get a null",
        "None": "nothing is nil in Lua",
        "True": "it is written true in Lua",
        "False": "it is written false in Lua",
        "sleep": "write task.sleep(seconds)",
        "now": "write time.now()",
        "unpack": "it is table.unpack in this Lua",
    ]

    static func findings(in script: CheckedScript) -> [Finding] {
        script.expressions.compactMap { expression in
            guard case .name(let reference) = expression.kind, reference.binding == .global else { return nil }
            let name = reference.name.text
            guard !script.assignedGlobals.contains(name), Vocabulary.global(name) == nil else { return nil }
            return Finding(
                .undefinedGlobal,
                "nothing has the name \"\(name)\" here" + hint(name, in: script),
                at: expression.range
            )
        }
    }

    private static func hint(_ name: String, in script: CheckedScript) -> String {
        if let advice = advice[name] { return "; \(advice)" }
        let known = Vocabulary.globals + script.assignedGlobals + script.tree.declarations.map(\.name.text)
        return NearestName.find(name, among: known.sorted()).map { "; did you mean \"\($0)\"?" }
            ?? "; Lua reads it as nil"
    }
}
