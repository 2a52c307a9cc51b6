import Testing

@testable import SeamSandbox

/// Everything that the sandbox says, held against what is published of the API.
struct FactsTests {
    /// The differences that are meant, by how they begin, each with its reason.
    static let meant: [(difference: String, reason: String)] = [
        (
            "/access_codes/generate_code.generated_code.",
            "the document says a whole code, which is not made by this call; Seam's other fake server answers device and PIN"
        )
    ]

    @Test func `every answer and every event has the names, types and words of the facts`() async throws {
        let walk = try Walk()
        try await walk.walkCodes()
        try await walk.walkGrants()
        try await walk.walkSpaces()
        try await walk.walkUnmanagedCodes()
        try await walk.walkTrouble()
        try await walk.walkDevices()
        let events = await walk.events()
        try await walk.walkWorkspaces()
        let meant = Self.meant.map(\.difference)
        #expect(walk.problems.filter { problem in !meant.contains(where: problem.hasPrefix) }.sorted() == [])
        for difference in meant {
            #expect(walk.problems.contains { $0.hasPrefix(difference) }, "\(difference) does not differ any more")
        }
        #expect(Set(Event.Kind.allCases.map(\.rawValue)).subtracting(events).sorted() == [], "these never came")
        #expect(
            Set(Endpoint.allCases.map(\.rawValue)).subtracting(walk.answered).sorted() == [],
            "these were not asked"
        )
    }

    @Test(
        arguments: [
            ("{\"ok\":true}", "/spaces/get.space is missing"),
            ("{\"ok\":1,\"space\":null}", "/spaces/get.ok is number and not a flag"),
            ("{\"ok\":true,\"space\":{\"space_id\":\"x\"}}", "/spaces/get.space.space_id is x, no uuid"),
            (
                "{\"ok\":true,\"space\":{\"created_at\":\"2026-11-01\"}}",
                "/spaces/get.space.created_at is 2026-11-01, no date-time"
            ),
            ("{\"ok\":true,\"space\":{\"colour\":1}}", "/spaces/get.space.colour is in no facts"),
        ]
    )
    func `what differs from the facts is told with its place`(answer: String, problem: String) throws {
        let json = try #require(JSONParser.parse(Array(answer.utf8)))
        #expect(try AnswerFacts().problems(of: json, at: "/spaces/get").contains(problem))
    }

    @Test func `a word, a null and a kind that the facts do not have are told`() throws {
        let facts = try AnswerFacts()
        let event = """
            {"event_id":"\(TestSandbox.unknownID)","event_type":"access_code.changed","workspace_id":null,"from":1}
            """
        let problems = facts.problems(ofEvent: try #require(JSONParser.parse(Array(event.utf8))))
        #expect(problems.contains("access_code.changed.workspace_id is null and not a text"))
        #expect(problems.contains("access_code.changed.from is in no facts"))
        #expect(facts.problems(ofEvent: .object(["event_type": .string("x.y")])) == ["x.y is in no facts"])
        let attempt = "{\"ok\":true,\"action_attempt\":{\"status\":\"waiting\"}}"
        let found = facts.problems(of: try #require(JSONParser.parse(Array(attempt.utf8))), at: "/action_attempts/get")
        #expect(found.contains("/action_attempts/get.action_attempt.status is \"waiting\", no word of the facts"))
    }

    @Test func `an account that is disconnected says that its error is none of the device`() async throws {
        let walk = try Walk()
        let device = "\"device_id\":\"\(try await walk.device("C"))\""
        let account = await walk.ask("/devices/get", device)["device"]?["connected_account_id"]?.text ?? ""
        await walk.ask("/connected_accounts/simulate/disconnect", "\"connected_account_id\":\"\(account)\"")
        let errors = await walk.ask("/devices/get", device)["device"]?["errors"]?.elements
        #expect(errors?.first?["is_device_error"] == .bool(false))
    }

    @Test func `a session header without a session is as none`() async throws {
        let headers = [
            "authorization": "Bearer \(World.apiKey)", "content-type": "application/json",
            "seam-client-session-token": "",
        ]
        #expect(await TestSandbox().send("POST", "/devices/list", body: "{}", headers: headers)?.status == 200)
    }
}
