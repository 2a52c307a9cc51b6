package import Lua
internal import Seam

/// What is said of a name that is not there.
package enum NearestName {
    /// A function for a module that raises `<module> has no <kind> "<name>"; did you mean …`.
    package static func missing(in module: String, kind: String, among names: [String]) -> LuaHostFunction {
        LuaHostFunction(module) { _, arguments throws(LuaError) in
            throw LuaError(sentence(module, kind, arguments[1].text ?? "?", among: names))
        }
    }

    /// The nearest of `names`, nil when none is near.
    package static func nearest(to name: String, among names: [String]) -> String? {
        SeamCatalogue.nearest(to: name, among: names)
    }

    /// `<owner> has no <kind> "<name>"; did you mean "<nearest>"?`, or the names there are.
    package static func sentence(_ owner: String, _ kind: String, _ name: String, among names: [String]) -> String {
        let what = "\(owner) has no \(kind) \"\(name)\""
        if let nearest = nearest(to: name, among: names) {
            return "\(what); did you mean \"\(nearest)\"?"
        }
        guard !names.isEmpty else { return what }
        return "\(what); there are \(names.sorted().joined(separator: ", "))"
    }
}
