import Testing

@testable import Seam

/// The signatures were made with Python's hmac; the last one is the example of the Standard Webhooks specification.
struct SeamWebhookTests {
    private static let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
    private static let oldSecret = "whsec_ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7"
    private static let time: Int64 = 1_795_514_400
    private static let signature = "v1,mKSa10FrA6g+8EmRZmLw7CVbtKSF6rvyggSYsrH6jAk="
    private static let oldSignature = "v1,uoxXeVZazslHjHx2KbVo35ZJULi0wF9ph1W4llGkUTo="
    private static let payload =
        #"{"event_id":"e1d2c3b4-0000-4000-8000-000000000001","event_type":"access_code.set_on_device","#
        + #""workspace_id":"e1d2c3b4-0000-4000-8000-000000000002","#
        + #""access_code_id":"e1d2c3b4-0000-4000-8000-000000000003","#
        + #""created_at":"2026-11-24T10:00:00.000Z","occurred_at":"2026-11-24T10:00:00.000Z","name":"Zoë"}"#

    private static func headers(
        _ signature: String = signature,
        id: String = "msg_1",
        time: String = "\(time)",
    ) -> [String: String] {
        ["Svix-Id": id, "svix-timestamp": time, "SVIX-SIGNATURE": signature]
    }

    private func event(
        _ headers: [String: String] = headers(),
        payload: String = payload,
        secrets: [String] = [secret],
        at now: Int64 = time,
    ) throws -> SeamEvent {
        try SeamWebhook(secrets: secrets).verify(payload: Array(payload.utf8), headers: headers, at: now)
    }

    /// The code of the error that a message is refused with; nil when it is taken.
    private func refusal(
        _ headers: [String: String] = headers(),
        payload: String = payload,
        secrets: [String] = [secret],
        at now: Int64 = time,
    ) -> SeamError.Code? {
        do {
            _ = try event(headers, payload: payload, secrets: secrets, at: now)
            return nil
        } catch {
            return (error as? SeamError)?.code
        }
    }

    @Test func `a signed message is the event in it`() throws {
        let event = try event()
        #expect(event.eventType == "access_code.set_on_device")
        #expect(event.eventID == "e1d2c3b4-0000-4000-8000-000000000001")
        #expect(event.accessCodeID == "e1d2c3b4-0000-4000-8000-000000000003")
        #expect(event.json["name"] == "Zoë")
    }

    @Test func `one right signature among several is enough`() throws {
        let several = "v1,AAAA v2,\(Self.signature.dropFirst(3)) \(Self.oldSignature) \(Self.signature)"
        #expect(refusal(Self.headers(several)) == nil)
    }

    @Test func `while a secret is replaced, messages signed with either are taken`() {
        let both = [Self.secret, Self.oldSecret]
        #expect(refusal(secrets: both) == nil)
        #expect(refusal(Self.headers(Self.oldSignature), secrets: both) == nil)
        #expect(refusal(Self.headers(Self.oldSignature)) == .webhookSignature)
    }

    @Test(arguments: [
        headers("v1,uoxXeVZazslHjHx2KbVo35ZJULi0wF9ph1W4llGkUTo="), headers(id: "msg_2"), headers("v1,"), headers("v1"),
        headers("v2,mKSa10FrA6g+8EmRZmLw7CVbtKSF6rvyggSYsrH6jAk="), headers(""), headers(time: "1795514401"),
        headers(time: "now"), headers(time: "-1"), headers(time: ""), ["svix-id": "msg_1"], [:],
        headers("v1,mKSa10FrA6g+8EmRZmLw7CVbtKSF6rvyggSYsrH6jA"), headers(time: "+1795514400"),
    ])
    func `a message whose headers are not those of its signature is refused`(headers: [String: String]) {
        #expect(refusal(headers) == .webhookSignature)
    }

    @Test func `a payload that was changed by a byte is refused`() {
        #expect(refusal(payload: Self.payload + " ") == .webhookSignature)
    }

    @Test(arguments: [(0, true), (300, true), (301, false), (-300, true), (-301, false), (1 << 62, false)])
    func `a message that is too old or too new is refused`(age: Int64, isTaken: Bool) {
        #expect((refusal(at: Self.time + age) == nil) == isTaken)
    }

    @Test(arguments: ["", "whsec_", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "whsec_A", "whsec_a*b=", "whsec_AB=C"])
    func `a text that is no secret is refused, and not shown`(secret: String) {
        do {
            _ = try SeamWebhook(secret: secret)
            Issue.record("\(secret) was taken")
        } catch {
            #expect(error.code == .invalidInput)
            #expect(secret.count < 8 || !error.message.contains(secret))
        }
    }

    @Test func `no form of printing shows a secret`() throws {
        let webhook = try SeamWebhook(secret: Self.secret)
        var dumped = ""
        dump(webhook, to: &dumped)
        #expect(![dumped, "\(webhook)", String(reflecting: webhook)].contains { $0.contains("AAECAwQF") })
        #expect(!dumped.contains("SymmetricKey"))
    }

    @Test func `the example of the specification is signed right, and is no event of Seam`() {
        let headers = [
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ]
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        let code = refusal(headers, payload: #"{"test": 2432232314}"#, secrets: [secret], at: 1_614_265_330)
        #expect(code == .invalidResponse)
    }
}
