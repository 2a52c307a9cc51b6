package import CivilTime
internal import Lua
internal import Seam

/// `seam.verify_webhook{ payload, headers, secret, tolerance }`: the event of a message that Seam has signed.
package struct WebhookBinding {
    private let now: () -> Instant

    /// Makes the function over a clock.
    package init(now: @escaping () -> Instant) {
        self.now = now
    }

    /// The function as a script calls it; the present time is the engine's.
    package var function: BoundFunction {
        Surface.API.verifyWebhook.bound { [now] _, given throws(LuaError) in
            let (payload, headers, secrets, tolerance) = given
            do throws(SeamError) {
                let webhook = try SeamWebhook(
                    secrets: secrets,
                    tolerance: tolerance.map { .milliseconds($0.milliseconds) } ?? .seconds(300),
                )
                let event = try webhook.verify(
                    payload: payload,
                    headers: Self.texts(headers),
                    at: now().milliseconds / 1000,
                )
                return .value(LuaValue(event.json))
            } catch {
                throw LuaError(error)
            }
        }
    }

    private static func texts(_ headers: LuaTable) -> [String: String] {
        headers.fields.compactMapValues { value in
            if case .integer(let number) = value { "\(number)" } else { value.text }
        }
    }
}
