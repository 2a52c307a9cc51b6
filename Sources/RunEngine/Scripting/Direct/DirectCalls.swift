internal import Journal
internal import Lua
internal import Model
internal import Scripting
internal import Seam

/// Sends calls that take effect at once, and keeps each in the journal.
struct DirectCalls: Sendable {
    /// Why a call gave nothing.
    enum Failure: Error {
        /// The API's error.
        case api(SeamError)
        /// It could not be kept in the journal; before it was sent, or after it was answered.
        case journal(JournalError, wasSent: Bool)
        /// An access grant holds the code that it would change.
        case held(by: IndexedGrant)
    }

    /// Names of parameters whose values open doors or accounts, and are not kept.
    private static let secrets: Set = ["code", "password", "api_key", "token", "client_secret"]

    let client: SeamClient
    let effects: EffectJournal

    /// Sends one call and answers its body; first Seam is asked whether an access grant holds a code, where one is given.
    func send(
        _ endpoint: SeamEndpoint,
        _ call: SeamParameters,
        asking accessCodeID: String? = nil,
    ) async -> Result<JSONValue, Failure> {
        if let accessCodeID {
            do throws(SeamError) {
                let reading = GrantReading(client: client, concurrency: 1)
                if let grant = try await reading.grant(ofCode: accessCodeID) { return .failure(.held(by: grant)) }
            } catch {
                return .failure(.api(error))
            }
        }
        return await send(endpoint.path, call.json, waiting: call.wait)
    }

    /// Sends one call whose parameters are known to be right, and answers its body.
    func send(
        _ path: String,
        _ parameters: JSONValue,
        waiting wait: ActionAttemptWait = .standard,
    ) async -> Result<JSONValue, Failure> {
        var effect: DirectEffect
        do throws(JournalError) {
            effect = try await effects.begin(
                path,
                Self.text(of: parameters),
                deviceID: parameters["device_id"]?.string,
            )
        } catch {
            return .failure(.journal(error, wasSent: false))
        }
        let answer: Result<SeamResponse, SeamError>
        do throws(SeamError) {
            answer = .success(try await client.perform(path, parameters, waiting: wait))
        } catch {
            answer = .failure(error)
        }
        let outcome = Self.outcome(answer, in: &effect)
        do throws(JournalError) {
            try await effects.end(effect)
            return outcome
        } catch {
            return .failure(.journal(error, wasSent: true))
        }
    }

    /// Whether a call can be begun without a task: its action is not waited for, and it is kept with its answer.
    func canStart(_ endpoint: SeamEndpoint) -> Bool {
        effects.canKeepLater && !endpoint.givesActionAttempt
    }

    /// Begins one call whose parameters have been checked, and calls `completion` with its body; answers what cancels it.
    func start(
        _ endpoint: SeamEndpoint,
        _ call: SeamParameters,
        _ completion: @escaping @Sendable (Result<JSONValue, Failure>) -> Void,
    ) -> @Sendable () -> Void {
        let prepared: PreparedSeamCall
        do throws(SeamError) {
            prepared = try client.prepare(endpoint.path, call.json, hasChecked: true)
        } catch {
            completion(.failure(.api(error)))
            return {}
        }
        let parameters = Self.hasSecrets(call.json) ? Self.text(of: call.json) : prepared.text
        let effect = effects.made(endpoint.path, parameters, deviceID: call.json["device_id"]?.string)
        return client.start(prepared) { [effects] answer in
            var effect = effect
            let outcome = Self.outcome(answer, in: &effect)
            effects.keepLater(effect) { failure in
                completion(failure.map { .failure(.journal($0, wasSent: true)) } ?? outcome)
            }
        }
    }

    /// What a call gave, and what the journal keeps of it.
    private static func outcome(
        _ answer: Result<SeamResponse, SeamError>,
        in effect: inout DirectEffect,
    ) -> Result<JSONValue, Failure> {
        do throws(SeamError) {
            let response = try answer.get()
            effect.state = .done
            effect.requestID = response.requestID
            return .success(response.body)
        } catch {
            effect.state = error.delivery == .unanswered ? .unknown : .failed
            effect.requestID = error.requestID
            effect.detail = error.description
            return .failure(.api(error))
        }
    }

    private static func hasSecrets(_ parameters: JSONValue) -> Bool {
        secrets.contains { parameters[$0] != nil }
    }

    /// The parameters without what opens a door.
    private static func text(of parameters: JSONValue) -> String {
        guard case .object(var fields) = parameters else { return "{}" }
        for name in secrets where fields[name] != nil { fields[name] = "••••" }
        return (try? JSONValue.object(fields).serialized()) ?? "{}"
    }
}

extension LuaError {
    /// The error of a call that took effect at once, or could not.
    init(_ failure: DirectCalls.Failure, in function: String) {
        switch failure {
        case .api(let error): self.init(error)
        case .held(let grant): self = HeldCode.refusal(of: function, by: grant)
        case .journal(let error, wasSent: false): self.init("\(function) was not sent: \(error.message)")
        case .journal(let error, wasSent: true):
            self.init("\(function) was sent, and the journal could not keep what became of it: \(error.message)")
        }
    }
}
