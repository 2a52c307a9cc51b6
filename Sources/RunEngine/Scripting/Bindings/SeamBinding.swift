internal import Lua
internal import Scripting
internal import Seam
internal import Spelling

/// `seam.<namespace>.<method>{…}`: every endpoint of the catalogue, as the API names it.
///
/// A namespace or a function is made when a script first names it, so that a script pays for what it uses.
struct SeamBinding {
    let session: ScriptSession

    /// The functions beside the namespaces; no namespace of the API has one of these names.
    private static let ownNames = [
        Surface.API.pages.entry, Surface.API.verifyWebhook.entry, Surface.API.call.entry,
    ].map(\.shortName)

    /// Makes the module `seam`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(PINValue.description)
        return try module(of: "", in: state)
    }

    private func module(of namespace: String, in state: LuaState) throws(LuaError) -> LuaValue {
        let name = namespace.isEmpty ? "seam" : "seam.\(namespace)"
        return try state.lazyModule(
            name,
            member: LuaHostFunction(name) { state, arguments throws(LuaError) in
                .value(try member(arguments[1].text ?? "?", of: namespace, in: state))
            },
        )
    }

    private func member(_ name: String, of namespace: String, in state: LuaState) throws(LuaError) -> LuaValue {
        if namespace.isEmpty, let function = try ownFunction(name, in: state) { return .hostFunction(function) }
        let inner = SeamCatalogue.namespaces(within: namespace)
        if inner.contains(name) { return try module(of: namespace.isEmpty ? name : "\(namespace).\(name)", in: state) }
        if let endpoint = SeamCatalogue.endpoint(namespace: namespace, method: name) {
            return .hostFunction(SeamCall(session: session, endpoint: endpoint).function)
        }
        guard !namespace.isEmpty else {
            throw LuaError(NearestName.sentence("seam", "namespace", name, among: inner + Self.ownNames))
        }
        let names = SeamCatalogue.methods(of: namespace) + inner
        throw LuaError(NearestName.sentence("seam.\(namespace)", "function", name, among: names))
    }

    private func ownFunction(_ name: String, in state: LuaState) throws(LuaError) -> LuaHostFunction? {
        switch name {
        case Surface.API.pages.entry.shortName: try PagesBinding(session: session).function(in: state).function
        case Surface.API.verifyWebhook.entry.shortName:
            WebhookBinding { [session] in session.now }.function.function
        case Surface.API.call.entry.shortName: UnlistedCall(session: session).function.function
        default: nil
        }
    }
}
