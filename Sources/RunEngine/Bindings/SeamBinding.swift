internal import CivilTime
internal import Lua
internal import Seam

/// `seam.<namespace>.<method>{…}`: every endpoint of the catalogue, as the API names it.
struct SeamBinding {
    let session: ScriptSession

    /// Makes the module `seam`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        var namespaces: [String: LuaValue] = [:]
        for namespace in SeamCatalogue.namespaces {
            namespaces[namespace] = try module(of: namespace, in: state)
        }
        let missing = NearestName.missing(in: "seam", kind: "namespace", among: Array(namespaces.keys))
        return try state.module("seam", namespaces, missing: missing)
    }

    private func module(of namespace: String, in state: LuaState) throws(LuaError) -> LuaValue {
        let methods = SeamCatalogue.methods(of: namespace)
        var functions: [String: LuaValue] = [:]
        for method in methods {
            guard let endpoint = SeamCatalogue.endpoint(namespace: namespace, method: method) else { continue }
            functions[method] = .hostFunction(function(of: endpoint))
        }
        let name = "seam.\(namespace)"
        return try state.module(
            name,
            functions,
            missing: NearestName.missing(in: name, kind: "function", among: methods)
        )
    }

    private func function(of endpoint: SeamEndpoint) -> LuaHostFunction {
        LuaHostFunction(endpoint.name) { state, arguments throws(LuaError) in
            let parameters = try self.parameters(of: endpoint, arguments)
            switch (endpoint.effect, endpoint.path) {
            case (.read, _): return read(endpoint, parameters)
            case (_, "/access_codes/update_multiple"): return try recordGroup(parameters, state)
            default:
                if endpoint.path == "/access_codes/update", let change = try codeChange(parameters, state) {
                    return change
                }
                return try sendDirectly(endpoint, parameters)
            }
        }
    }

    // MARK: - Parameters

    private func parameters(of endpoint: SeamEndpoint, _ arguments: LuaArguments) throws(LuaError) -> JSONValue {
        if case .object = arguments[0] {
            throw LuaError("\(endpoint.name) is called with a dot and a table: \(endpoint.name){ … }")
        }
        guard arguments.count <= 1 else {
            throw LuaError("\(endpoint.name) takes one table of named parameters, not \(arguments.count) arguments")
        }
        let table = try arguments.table(0, "the parameter list")
        guard table.sequence.isEmpty, table.others.isEmpty else {
            throw LuaError(
                "\(endpoint.name): a key is no name; give named parameters, such as { \(example(of: endpoint)) = … }"
            )
        }
        var object: [String: JSONValue] = [:]
        for (name, value) in table.fields {
            object[name] = try JSONValue(value, at: "\(endpoint.name): \(name)")
        }
        let parameters = JSONValue.object(object)
        let problems = endpoint.problems(in: parameters)
        guard problems.isEmpty else { throw LuaError("\(endpoint.name) \(problems.joined(separator: "; it "))") }
        return parameters
    }

    private func example(of endpoint: SeamEndpoint) -> String {
        endpoint.parameters.first?.name ?? "name"
    }

    private func instant(_ parameters: JSONValue, _ name: String) throws(LuaError) -> Change.Move? {
        guard let text = parameters[name]?.string else { return nil }
        do throws(CivilTimeError) {
            return .to(try Instant(iso8601: text))
        } catch {
            throw LuaError(error, in: name)
        }
    }

    // MARK: - Effects

    private func read(_ endpoint: SeamEndpoint, _ parameters: JSONValue) -> LuaAnswer {
        let client = session.context.client
        let followsPages = endpoint.isPaginated && parameters["limit"] == nil && parameters["page_cursor"] == nil
        return .wait(for: { await Self.call(endpoint, parameters, client, followsPages: followsPages) }) {
            [session] _, outcome throws(LuaError) in
            do throws(SeamError) {
                return .value(LuaValue(session.overlaid(try outcome.get())))
            } catch {
                throw LuaError(error)
            }
        }
    }

    private static func call(
        _ endpoint: SeamEndpoint,
        _ parameters: JSONValue,
        _ client: SeamClient,
        followsPages: Bool,
    ) async -> Result<JSONValue, SeamError> {
        do throws(SeamError) {
            if followsPages {
                return .success(.array(try await client.list(endpoint.path, parameters)))
            }
            let response = try await client.call(endpoint.path, parameters)
            return .success(endpoint.responseKey.flatMap { response.body[$0] } ?? .null)
        } catch {
            return .failure(error)
        }
    }

    private func recordGroup(_ parameters: JSONValue, _ state: LuaState) throws(LuaError) -> LuaAnswer {
        let key = parameters["common_code_key"]?.string ?? ""
        let change = try change(parameters, state)
        return try record(change, of: .group(commonCodeKey: key))
    }

    /// The row of an update that changes hours and names only, nil when it changes more.
    private func codeChange(_ parameters: JSONValue, _ state: LuaState) throws(LuaError) -> LuaAnswer? {
        let planned: Set = ["access_code_id", "device_id", "name", "starts_at", "ends_at"]
        guard Set((parameters.object ?? [:]).keys).isSubset(of: planned) else { return nil }
        let id = parameters["access_code_id"]?.string ?? ""
        return try record(try change(parameters, state), of: .code(accessCodeID: id))
    }

    private func change(_ parameters: JSONValue, _ state: LuaState) throws(LuaError) -> Change {
        var change = Change(
            starts: try instant(parameters, "starts_at"),
            ends: try instant(parameters, "ends_at"),
            name: parameters["name"]?.string,
        )
        change.position = state.position()
        return change
    }

    private func record(_ change: Change, of target: Row.Target) throws(LuaError) -> LuaAnswer {
        try session.withPlan { [session] builder throws(LuaError) in
            do throws(PlanError) {
                try builder.record(change, of: target, at: session.now)
            } catch {
                throw LuaError(error)
            }
            return .nothing
        }
    }

    private func sendDirectly(_ endpoint: SeamEndpoint, _ parameters: JSONValue) throws(LuaError) -> LuaAnswer {
        guard session.context.allowsDirectEffects else {
            throw LuaError(
                "\(endpoint.name) takes effect at once and cannot be planned or undone; "
                    + "to allow it in this run, add --allow-direct"
            )
        }
        let client = session.context.client
        return .wait(for: { await Self.call(endpoint, parameters, client, followsPages: false) }) {
            _,
            outcome throws(LuaError) in
            do throws(SeamError) {
                return .value(LuaValue(try outcome.get()))
            } catch {
                throw LuaError(error)
            }
        }
    }
}
