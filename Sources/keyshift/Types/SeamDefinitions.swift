internal import RunEngine
internal import Scripting
internal import Seam

/// The definitions of `seam`, made from the catalogue.
enum SeamDefinitions {
    static var text: String {
        var lines = TypeDefinitions.head
        for resource in SeamCatalogue.resources { lines += self.resource(resource) }
        lines += namespace("")
        return lines.joined(separator: "\n")
    }

    private static func resource(_ name: String) -> [String] {
        let fields = Reference.members(of: name).map { field in
            "---@field \(field.shortName) \((field.type ?? .any).notation) \(field.summary)"
        }
        return ["---@class \(name)"] + fields + [""]
    }

    /// A namespace with its functions, and those within it.
    private static func namespace(_ name: String) -> [String] {
        let full = name.isEmpty ? "seam" : "seam.\(name)"
        let members = Reference.members(of: full)
        let summary = Reference.entry(full)?.summary ?? "Functions of the API."
        let functions = members.filter { $0.kind == .function }
        let inner = SeamCatalogue.namespaces(within: name)
        return ["---\(summary)", "---@class \(full.isEmpty ? "seam" : full)", "\(full) = {}", ""]
            + functions.flatMap { TypeDefinitions.function($0, called: $0.name) }
            + inner.flatMap { namespace(name.isEmpty ? $0 : "\(name).\($0)") }
    }
}
