internal import LuaSyntax
internal import Scripting
internal import Seam
internal import Spelling

/// Namespaces, functions, methods and fields that are not there.
enum MemberRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.steps.compactMap(finding)
    }

    private static func finding(_ step: Step) -> Finding? {
        guard let name = step.member, Vocabulary.member(name.text, of: step.receiver) == nil,
            let message = message(about: name.text, step)
        else { return nil }
        return Finding(.unknownName, message, at: name.range)
    }

    private static func message(about name: String, _ step: Step) -> String? {
        let names = Vocabulary.names(of: step.receiver) ?? []
        switch step.receiver {
        case .module("run"): return Wording.missing("run", "member", name, among: names)
        case .module(let module): return Wording.missing(module, "function", name, among: names)
        case .namespace(""): return Wording.missing("seam", "namespace", name, among: names)
        case .namespace(let namespace): return Wording.missing("seam.\(namespace)", "function", name, among: names)
        case .object(let kind): return Wording.missing(kind.owner.name, kind.owner.kind, name, among: names)
        case .text: return step.isMethodCall ? Wording.missing("a string", "method", name, among: names) : nil
        case .arguments: return Wording.missing("args", "argument", name, among: names)
        case .record(let resource): return unknownField(name, of: resource)
        default: return nil
        }
    }

    /// The API may send fields that the catalogue does not know, so that only a slip of the keyboard is one.
    private static func unknownField(_ name: String, of resource: String) -> String? {
        let fields = Reference.members(of: resource).map(\.shortName)
        return NearestName.find(name, among: fields).map {
            "\(resource) has no field \"\(name)\"; did you mean \"\($0)\"?"
        }
    }
}
