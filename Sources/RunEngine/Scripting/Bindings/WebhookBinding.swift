internal import CivilTime
internal import Lua
internal import Seam

/// `seam.verify_webhook{ payload, headers, secret, tolerance }`: the event of a message that Seam has signed.
struct WebhookBinding {
    let session: ScriptSession

    private static let names = ["headers", "payload", "secret", "tolerance"]

    /// The function as a script calls it; the present time is the engine's.
    var function: LuaHostFunction {
        LuaHostFunction("seam.verify_webhook") { [session] _, arguments throws(LuaError) in
            let table = try arguments.table(0, "the parameter list")
            for name in table.fields.keys.sorted() where !Self.names.contains(name) {
                throw LuaError(NearestName.sentence("seam.verify_webhook", "parameter", name, among: Self.names))
            }
            let payload = try Self.payload(table)
            let headers = try Self.headers(table)
            let webhook = try Self.webhook(table)
            do throws(SeamError) {
                let event = try webhook.verify(payload: payload, headers: headers, at: session.now.milliseconds / 1000)
                return .value(LuaValue(event.json))
            } catch {
                throw LuaError(error)
            }
        }
    }

    private static func payload(_ table: LuaTable) throws(LuaError) -> [UInt8] {
        switch table.fields["payload"] {
        case .string(let text): return Array(text.utf8)
        case .bytes(let bytes): return bytes
        default:
            throw LuaError(
                "seam.verify_webhook: payload must be the text of the request's body as it came, not decoded"
            )
        }
    }

    private static func headers(_ table: LuaTable) throws(LuaError) -> [String: String] {
        guard case .table(let fields)? = table.fields["headers"] else {
            throw LuaError("seam.verify_webhook: headers must be a table, such as { [\"svix-id\"] = … }")
        }
        return fields.fields.compactMapValues { value in
            if case .integer(let number) = value { "\(number)" } else { value.text }
        }
    }

    private static func webhook(_ table: LuaTable) throws(LuaError) -> SeamWebhook {
        let secrets: [String]
        switch table.fields["secret"] {
        case .string(let secret): secrets = [secret]
        case .table(let list) where !list.sequence.isEmpty && list.sequence.allSatisfy({ $0.text != nil }):
            secrets = list.sequence.compactMap(\.text)
        default: throw LuaError("seam.verify_webhook: secret must be the webhook's secret, or a list of them")
        }
        var tolerance = Duration.seconds(300)
        if let value = table.fields["tolerance"] {
            let span = try LuaArguments(function: "seam.verify_webhook", values: [value]).span(0, "tolerance")
            tolerance = .milliseconds(span.milliseconds)
        }
        do throws(SeamError) {
            return try SeamWebhook(secrets: secrets, tolerance: tolerance)
        } catch {
            throw LuaError(error)
        }
    }
}
