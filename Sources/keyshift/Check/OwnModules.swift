internal import LuaSyntax
internal import Model
internal import RunEngine
internal import Scripting

/// Files of the user that have the name of a module of Keyshift, which `require` then finds first.
struct OwnModules {
    private let script: String
    private let folder: String

    /// Looks beside a script.
    init(beside script: String) {
        self.script = script
        folder = script.lastIndex(of: "/").map { String(script[...$0]) } ?? ""
    }

    /// Whether there is one with the name of a module, such as `json`.
    func has(_ name: String) -> Bool {
        Vocabulary.requirable.contains(name)
            && (ScriptFolders.isFile("\(folder)\(name).lua") || ScriptFolders.isFile("\(folder)\(name)/init.lua"))
    }

    /// The modules that a text requires by name, in order; a name that is made while it runs is not among them.
    static func required(by source: String) -> [String] {
        guard let tree = LuaParser.parse(source).tree else { return [] }
        let script = CheckedScript(tree)
        return script.steps.compactMap { step in
            guard case .function(let signature) = step.callee, signature.name == "require",
                case .text(let name)? = step.arguments?.values.first.flatMap(script.literal)
            else { return nil }
            return name
        }
    }

    /// What a person should know of the calls of `require` that find such a file; none of it is a mistake.
    func notes(on source: String) -> [String] {
        guard let tree = LuaParser.parse(source).tree else { return [] }
        let script = CheckedScript(tree, own: self)
        return script.steps.compactMap { step in
            guard case .function(let signature) = step.callee, signature.name == "require",
                case .text(let name)? = step.arguments?.values.first.flatMap(script.literal), has(name)
            else { return nil }
            return "\(self.script.shown):\(step.place.start.line): require \"\(name)\" finds your own file \(name); "
                + "Keyshift's module is \"keyshift.\(name)\""
        }
    }
}
