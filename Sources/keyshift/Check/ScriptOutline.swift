internal import LuaSyntax
internal import RunEngine
internal import Scripting

/// What a script tells of itself without being run: its first comment, and the arguments that it describes.
struct ScriptOutline {
    /// One argument.
    struct Argument {
        let name: String
        let kind: ArgumentKind
        let about: String?
        /// The default as it would be typed, or as it is written in the script.
        let standard: String?
        let isRequired: Bool
        /// The words to choose from.
        let words: [String]

        /// How it stands in a line of usage.
        var usage: String {
            let text = "\(name)=\(kind == .choice ? words.joined(separator: "|") : kind.placeholder)"
            return isRequired ? text : "[\(text)]"
        }
    }

    /// The lines of the comment that the script begins with, without their dashes.
    let comment: [String]
    /// The arguments in their order; nil when the script does not describe them.
    let arguments: [Argument]?

    init(of source: String) {
        comment = Self.comment(of: source)
        guard let tree = LuaParser.parse(source).tree else {
            arguments = nil
            return
        }
        let script = CheckedScript(tree)
        arguments = script.steps.lazy.compactMap { Self.arguments($0, script) }.first
    }

    private static func comment(of source: String) -> [String] {
        let text = source.hasPrefix("\u{FEFF}") ? source.dropFirst() : source[...]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("#!") }
        return lines.prefix { $0.hasPrefix("--") && !$0.hasPrefix("--[") }.map { line in
            let text = line.drop { $0 == "-" }
            return String(text.first == " " ? text.dropFirst() : text)
        }
    }

    private static func arguments(_ step: Step, _ script: CheckedScript) -> [Argument]? {
        guard step.receiver == .module("args"), case .call(let given) = step.suffix.kind,
            case .table(let table)? = given.values.first?.kind
        else { return nil }
        return table.fields.compactMap { field in
            guard case .name(let name) = field.key else { return nil }
            return argument(name.text, field.value, script)
        }
    }

    private static func argument(_ name: String, _ value: Expression, _ script: CheckedScript) -> Argument? {
        guard let call = script.steps(of: value).last, let kind = kind(of: call.callee) else { return nil }
        var options: [String: Literal] = [:]
        var words: [String] = []
        var hasDefault = false
        if case .table(let table)? = call.arguments?.values.first?.kind {
            for field in table.fields {
                let literal = script.literal(of: field.value)
                switch field.key {
                case .name(let option):
                    options[option.text] = literal
                    if option.text == "default" { hasDefault = true }
                case .position: if case .text(let word)? = literal { words.append(word) }
                case .expression: break
                }
            }
        }
        return Argument(
            name: name,
            kind: kind,
            about: options["about"]?.typed,
            standard: options["default"]?.typed,
            isRequired: !hasDefault && options["optional"] != .boolean(true) && kind != .flag,
            words: words,
        )
    }

    /// The kind that a function of `args` describes.
    static func kind(of callee: Shape) -> ArgumentKind? {
        guard case .function(let signature) = callee, signature.name.hasPrefix("args.") else { return nil }
        return ArgumentKind(rawValue: String(signature.name.dropFirst("args.".count)))
    }
}

extension Literal {
    /// The value as a user would type it.
    fileprivate var typed: String? {
        switch self {
        case .nil, .bytes: nil
        case .boolean(let value): value ? "yes" : "no"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .text(let text): text
        }
    }
}
