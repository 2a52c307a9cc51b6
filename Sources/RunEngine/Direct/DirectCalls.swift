internal import Lua
internal import Seam

/// Sends calls that take effect at once, and keeps each in the journal.
struct DirectCalls: Sendable {
    /// Why a call gave nothing.
    enum Failure: Error {
        /// The API's error.
        case api(SeamError)
        /// It could not be kept in the journal; before it was sent, or after it was answered.
        case journal(JournalError, wasSent: Bool)
    }

    /// Names of parameters whose values open doors or accounts, and are not kept.
    private static let secrets: Set = ["code", "password", "api_key", "token", "client_secret"]

    let client: SeamClient
    let effects: EffectJournal

    /// Sends one call and answers its body.
    func send(_ endpoint: SeamEndpoint, _ call: SeamParameters) async -> Result<JSONValue, Failure> {
        var effect: DirectEffect
        do throws(JournalError) {
            effect = try await effects.begin(
                endpoint.path,
                Self.text(of: call.json),
                deviceID: call.json["device_id"]?.string,
            )
        } catch {
            return .failure(.journal(error, wasSent: false))
        }
        let outcome: Result<JSONValue, Failure>
        do throws(SeamError) {
            let response = try await client.perform(endpoint.path, call.json, waiting: call.wait)
            effect.state = .done
            effect.requestID = response.requestID
            outcome = .success(response.body)
        } catch {
            effect.state = error.delivery == .unanswered ? .unknown : .failed
            effect.requestID = error.requestID
            effect.detail = error.description
            outcome = .failure(.api(error))
        }
        do throws(JournalError) {
            try await effects.end(effect)
            return outcome
        } catch {
            return .failure(.journal(error, wasSent: true))
        }
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
        case .journal(let error, wasSent: false): self.init("\(function) was not sent: \(error.message)")
        case .journal(let error, wasSent: true):
            self.init("\(function) was sent, and the journal could not keep what became of it: \(error.message)")
        }
    }
}
