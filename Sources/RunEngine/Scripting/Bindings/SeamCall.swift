internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Seam

/// One function of `seam`: reads what it is given, and does what its effect asks for.
///
/// Reads go out at once, changes of hours and names become rows of the plan, and everything else is a direct effect.
struct SeamCall {
    let session: ScriptSession
    let endpoint: SeamEndpoint
    /// Whether a script gets the whole answer, as nobody knows what in it is the result.
    var givesWholeAnswer = false

    /// The function as a script calls it.
    var function: LuaHostFunction {
        LuaHostFunction(endpoint.name) { state, arguments throws(LuaError) in
            let call = try SeamParameters(of: endpoint, arguments)
            session.pins.learn(call.json)
            switch endpoint.path {
            case _ where session.context.isUnplanned && endpoint.effect != .read: return try sendDirectly(call)
            case "/access_codes/update_multiple": return try recordGroup(call.json, arguments, state)
            case "/access_codes/update" where Self.isPlanned(call.json):
                return try recordCode(call.json, arguments, state)
            case "/access_grants/update" where Self.isPlanned(call.json):
                return try recordGrant(call.json, arguments, state)
            default: return endpoint.effect == .read ? read(call) : try sendDirectly(call)
            }
        }
    }

    // MARK: - Reads

    private func read(_ call: SeamParameters) -> LuaAnswer {
        if endpoint.isPaginated { return list(call) }
        let client = session.context.client
        let endpoint = endpoint
        guard endpoint.givesActionAttempt else {
            return .wait(starting: { Self.start(call, of: endpoint, client, $0) }) { _, outcome throws(LuaError) in
                try value(of: outcome)
            }
        }
        return .wait(for: { await Self.answer(to: call, of: endpoint, client) }) { _, outcome throws(LuaError) in
            try value(of: outcome)
        }
    }

    /// What a read gives the script.
    private func value(of outcome: Result<JSONValue, SeamError>) throws(LuaError) -> LuaAnswer {
        do throws(SeamError) {
            let answer = try outcome.get()
            session.pins.learn(answer)
            return .value(session.value(of: session.overlaid(answer)))
        } catch {
            throw session.hidden(LuaError(error))
        }
    }

    /// Begins a read whose parameters have been checked, without a task; answers what cancels it.
    private static func start(
        _ call: SeamParameters,
        of endpoint: SeamEndpoint,
        _ client: SeamClient,
        _ completion: @escaping @Sendable (Result<JSONValue, SeamError>) -> Void,
    ) -> @Sendable () -> Void {
        do throws(SeamError) {
            let prepared = try client.prepare(endpoint.path, call.json, hasChecked: true)
            return client.start(prepared) { answer in
                completion(answer.map { response in endpoint.responseKey.flatMap { response.body[$0] } ?? .null })
            }
        } catch {
            completion(.failure(error))
            return {}
        }
    }

    /// A list, whole unless one page of it was asked for; a long one goes from its text into Lua's tables.
    private func list(_ call: SeamParameters) -> LuaAnswer {
        let client = session.context.client
        let endpoint = endpoint
        return .wait(for: { await Self.listing(call, of: endpoint, client) }) {
            [session] state, outcome throws(LuaError) in
            let listing: SeamListing
            do throws(SeamError) {
                listing = try outcome.get()
            } catch {
                throw session.hidden(LuaError(error))
            }
            switch listing {
            case .values(let values):
                session.pins.learn(.array(values))
                return .value(session.value(of: session.overlaid(.array(values))))
            case .text(let text) where session.hasChangedCodes:
                session.pins.learn(.array(text.values))
                return .value(session.value(of: session.overlaid(.array(text.values))))
            case .text(let text):
                let mayHoldPINs = session.pins.learn(from: text.bytes)
                // Bytes have no padding that could be read by this.
                let list = unsafe text.bytes.span.bytes.extracting(text.place)
                let value = try state.decodeJSON(list, owner: "the answer to \(endpoint.name)")
                if mayHoldPINs, session.hidesPINs { try LuaValue.hidePINs(in: value, of: state, by: session.pinMaker) }
                return .value(value)
            }
        }
    }

    private static func listing(
        _ call: SeamParameters,
        of endpoint: SeamEndpoint,
        _ client: SeamClient,
    ) async -> Result<SeamListing, SeamError> {
        do throws(SeamError) {
            return .success(try await client.listing(endpoint.path, call.json))
        } catch {
            return .failure(error)
        }
    }

    /// What the response key holds, null where there is none.
    private static func answer(
        to call: SeamParameters,
        of endpoint: SeamEndpoint,
        _ client: SeamClient,
    ) async -> Result<JSONValue, SeamError> {
        do throws(SeamError) {
            let response = try await client.perform(endpoint.path, call.json, waiting: call.wait)
            return .success(endpoint.responseKey.flatMap { response.body[$0] } ?? .null)
        } catch {
            return .failure(error)
        }
    }

    // MARK: - Rows of the plan

    /// Whether an update changes no more than what a row of the plan can hold.
    private static func isPlanned(_ parameters: JSONValue) -> Bool {
        let planned: Set = [
            "access_code_id", "access_grant_id", "access_grant_key", "device_id", "name", "starts_at", "ends_at",
        ]
        let given = parameters.object ?? [:]
        // A grant's null end, which is none, is nothing that a row can hold.
        return Set(given.keys).isSubset(of: planned) && !given.values.contains(.null)
    }

    private func recordGroup(
        _ parameters: JSONValue,
        _ arguments: LuaArguments,
        _ state: LuaState,
    ) throws(LuaError) -> LuaAnswer {
        let key = parameters["common_code_key"]?.string ?? ""
        return try session.record(try change(parameters, arguments, state), of: .group(commonCodeKey: key))
    }

    private func recordCode(
        _ parameters: JSONValue,
        _ arguments: LuaArguments,
        _ state: LuaState,
    ) throws(LuaError) -> LuaAnswer {
        let id = parameters["access_code_id"]?.string ?? ""
        return try session.record(try change(parameters, arguments, state), of: .code(accessCodeID: id))
    }

    /// A grant is named by its id, or by a key of its own.
    private func recordGrant(
        _ parameters: JSONValue,
        _ arguments: LuaArguments,
        _ state: LuaState,
    ) throws(LuaError) -> LuaAnswer {
        let change = try change(parameters, arguments, state)
        return try session.withPlan { [session] builder throws(LuaError) in
            let key = parameters["access_grant_key"]?.string
            let named = key.map { key in builder.index.grants.values.first { $0.key == key }?.accessGrantID ?? key }
            let id = parameters["access_grant_id"]?.string ?? named ?? ""
            return try session.record(change, of: .grant(accessGrantID: id))
        }
    }

    private func change(
        _ parameters: JSONValue,
        _ arguments: LuaArguments,
        _ state: LuaState,
    ) throws(LuaError) -> Change {
        var change = Change(
            starts: try move(parameters, "starts_at"),
            ends: try move(parameters, "ends_at"),
            name: parameters["name"]?.string,
        )
        change.take(try GivenOptions(arguments, at: 1, of: endpoint))
        if case .table(let given) = arguments[0] {
            change.startsOrigin = origin(of: given.fields["starts_at"], change.starts)
            change.endsOrigin = origin(of: given.fields["ends_at"], change.ends)
        }
        change.position = state.position()
        return change
    }

    /// Where a bound comes from, which what is sent does not tell.
    private func origin(of value: LuaValue?, _ move: Change.Move?) -> TimeOrigin {
        switch (value, move) {
        case (.object(let time as TimeValue), _): time.origin
        case (.string(let text), .to(let instant)): session.madeTimes.origin(of: text, instant)
        default: .absolute
        }
    }

    private func move(_ parameters: JSONValue, _ name: String) throws(LuaError) -> Change.Move? {
        guard let text = parameters[name]?.string else { return nil }
        do throws(CivilTimeError) {
            return .to(try Instant(iso8601: text))
        } catch {
            throw LuaError(error, in: name)
        }
    }

    // MARK: - Direct effects

    /// Sends a call at once, where that is allowed.
    /// - Throws: A table with the code `direct_effect` where it is not.
    func sendDirectly(_ call: SeamParameters) throws(LuaError) -> LuaAnswer {
        guard let direct = session.context.direct, session.context.directGrant.allows(path: endpoint.path) else {
            throw UngrantedCall.refusal(of: endpoint, session.context)
        }
        let isUnplanned = session.context.isUnplanned
        if let sentence = WholeHours.refusal(of: call.json, to: endpoint, isUnplanned: isUnplanned) {
            let code = SeamError.Code.invalidInput.rawValue
            throw LuaError(sentence, fields: ["code": .string(code), "message": .string(sentence)])
        }
        let held = isUnplanned ? nil : HeldCode.id(in: call.json, to: endpoint)
        let known = held.flatMap { session.builder?.index.codes[$0] }
        if let grant = known?.accessGrantID.flatMap({ session.builder?.index.grants[$0] }) {
            throw HeldCode.refusal(of: endpoint.name, by: grant)
        }
        let endpoint = endpoint
        guard direct.canStart(endpoint) else {
            let asked = known == nil ? held : nil
            return .wait(for: { await direct.send(endpoint, call, asking: asked) }) { _, outcome throws(LuaError) in
                try answer(to: outcome)
            }
        }
        return .wait(starting: { direct.start(endpoint, call, $0) }) { _, outcome throws(LuaError) in
            try answer(to: outcome)
        }
    }

    /// What a direct effect gives the script.
    private func answer(to outcome: Result<JSONValue, DirectCalls.Failure>) throws(LuaError) -> LuaAnswer {
        let result: JSONValue
        switch outcome {
        case .success(let body) where givesWholeAnswer: result = body
        case .success(let body): result = endpoint.responseKey.flatMap { body[$0] } ?? .null
        case .failure(let failure): throw session.hidden(LuaError(failure, in: endpoint.name))
        }
        do throws(SeamError) {
            session.pins.learn(result)
            try session.join(result, madeBy: endpoint)
        } catch {
            throw LuaError(error)
        }
        return result.isNull ? .nothing : .value(session.value(of: result))
    }
}

extension ScriptSession {
    /// Makes the codes that a call has made known to the plan, so that a script can change them.
    func join(_ result: JSONValue, madeBy endpoint: SeamEndpoint) throws(SeamError) {
        guard let builder, endpoint.effect == .create, endpoint.namespace == "access_codes" else { return }
        for json in result.array ?? [result] {
            builder.join(try IndexedCode(try AccessCode(json)))
        }
    }
}
