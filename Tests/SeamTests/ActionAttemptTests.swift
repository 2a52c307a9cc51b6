import Testing

@testable import Seam

struct ActionAttemptTests {
    typealias Reply = ScriptedServer.Reply
    private static let door = "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f"
    private static let id = "0a1b2c3d-0c3a-4d7e-9f10-2a3b4c5d6e7f"

    private static func attempt(_ status: String, result: String = "null", error: String = "null") -> Reply {
        let attempt =
            #"{"action_attempt_id":"\#(id)","action_type":"UNLOCK_DOOR","status":"\#(status)","#
            + #""result":\#(result),"error":\#(error)}"#
        return .json(200, #"{"action_attempt":\#(attempt),"ok":true}"#, headers: "seam-request-id: r1\r\n")
    }

    @Test func `a call returns when its action has ended`() async throws {
        let pauses = TestClient.Pauses()
        let done = Self.attempt("success", result: #"{"was_confirmed_by_device":true}"#)
        let script = [Self.attempt("pending"), Self.attempt("pending"), done]
        try await withClient(script, pauses: pauses) { client, server in
            let attempt = try await client.locks.unlockDoor(deviceID: Self.door)
            #expect(attempt.status == .success)
            #expect(attempt.result?["was_confirmed_by_device"] == true)
            #expect(
                server.received.map(\.path) == ["/locks/unlock_door", "/action_attempts/get", "/action_attempts/get"]
            )
            #expect(pauses.durations == [.milliseconds(500), .milliseconds(500)])
        }
    }

    @Test func `a call that shall not wait returns at once`() async throws {
        try await withClient([Self.attempt("pending")]) { client, server in
            let attempt = try await client.locks.lockDoor(deviceID: Self.door, waitForActionAttempt: .none)
            #expect(attempt.status == .pending)
            #expect(attempt.result == Optional<JSONValue>.none)
            #expect(server.received.count == 1)
        }
    }

    @Test func `an action that was not done is an error with the attempt`() async throws {
        let broken = Self.attempt("error", error: #"{"type":"device_offline","message":"The lock is offline."}"#)
        try await withClient([Self.attempt("pending"), broken]) { client, _ in
            let error = try #require(
                await failure { _ = try await client.locks.unlockDoor(deviceID: Self.door) }
            )
            #expect(error.code == .actionAttemptFailed)
            #expect(error.message.contains("The lock is offline. (device_offline)"))
            #expect(error.requestID == "r1")
            let problem = try #require(error.underlying as? ActionAttemptProblem)
            #expect(problem.attempt.failure?.type == "device_offline")
        }
    }

    @Test func `an action that does not end in time is an error that says that it may still be done`() async throws {
        let pauses = TestClient.Pauses()
        try await withClient([Self.attempt("pending")], pauses: pauses) { client, server in
            let wait = ActionAttemptWait.until(timeout: .seconds(3), pollingInterval: .seconds(1))
            let error = await failure {
                _ = try await client.locks.unlockDoor(deviceID: Self.door, waitForActionAttempt: wait)
            }
            #expect(error?.code == .actionAttemptTimeout)
            #expect(error?.message.contains("may still be done") == true)
            #expect(pauses.durations == [.seconds(1), .seconds(1), .seconds(1)])
            #expect(server.received.count == 4)
        }
    }

    @Test func `a status that this client does not know is no success`() async throws {
        try await withClient([Self.attempt("paused")]) { client, _ in
            let error = await failure { _ = try await client.locks.unlockDoor(deviceID: Self.door) }
            #expect(error?.code == .invalidResponse)
            #expect(error?.message.contains("paused") == true)
        }
    }

    @Test func `only functions that give an action attempt wait`() async throws {
        try await withClient([.json(200, #"{"workspace":{"workspace_id":"w","name":"n"}}"#)]) { client, server in
            _ = try await client.perform("/workspaces/get", [:])
            #expect(server.received.count == 1)
        }
        #expect(SeamCatalogue.endpoints.filter(\.givesActionAttempt).count == 24)
    }
}
