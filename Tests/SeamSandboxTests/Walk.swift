import Testing

@testable import SeamSandbox

/// A walk through everything that the sandbox can be asked and can tell, in which each answer is held against the facts.
final class Walk {
    let sandbox: TestSandbox
    private let facts: AnswerFacts
    /// The paths that answered.
    private(set) var answered: Set<String> = []
    /// What differs from the facts.
    private(set) var problems: Set<String> = []

    private static let world = """
        {"format":1,"workspaces":[{"name":"W","devices":[
          {"name":"A","type":"schlage_lock","time_zone":"Europe/Lisbon","location":"House","room":"1","battery":0.2},
          {"name":"B","type":"schlage_lock"},{"name":"C","type":"smartthings_lock"},
          {"name":"D","type":"schlage_lock","managed":false},{"name":"E","type":"yale_lock"},
          {"name":"F","type":"nuki_lock"},{"name":"G","type":"kwikset_lock"},{"name":"H","max_codes":1},{"name":"R","refuses":true}],
          "grants":[{"name":"Long","devices":["E"],"starts_at":"2026-11-20T15:00:00Z","ends_at":"2027-11-29T11:00:00Z",
            "device_time_constraints_violated":true,"failed_to_issue":true,"modes":["code","mobile_key","cloud_key"],
            "access_grant_key":"long","reservation_key":"R-1"}]}]}
        """

    init() throws {
        var options = TestSandbox.options()
        options.rateLimits = .off
        options.seed = try SandboxSeed(text: Self.world, source: "world.json")
        sandbox = TestSandbox(options)
        facts = try AnswerFacts()
    }

    /// Asks, expects a success, and holds the answer against the facts.
    @discardableResult
    func ask(_ path: String, _ fields: String = "", token: String? = nil) async -> JSON {
        var headers = ["authorization": "Bearer \(token ?? World.apiKey)", "content-type": "application/json"]
        headers["seam-workspace"] = token == nil ? nil : sandbox.sandbox.workspaceID()
        let answer = await sandbox.send("POST", path, body: "{\(fields)}", headers: headers)
        guard let answer, answer.status == 200 else {
            problems.insert("\(path) {\(fields)}: \(answer?.text ?? "no answer")")
            return .null
        }
        answered.insert(path)
        problems.formUnion(facts.problems(of: answer.json, at: path))
        return answer.json
    }

    /// Asks, and expects a refusal that is an error of the API.
    func refuse(_ path: String, _ fields: String, _ type: String) async {
        let answer = await sandbox.post(path, "{\(fields)}")
        if answer.errorType != type { problems.insert("\(path) {\(fields)}: \(answer.text)") }
    }

    func device(_ name: String) async throws -> String {
        let managed = await ask("/devices/list")["devices"]?.elements ?? []
        let others = await ask("/devices/unmanaged/list")["devices"]?.elements ?? []
        let found = (managed + others).first { $0["properties"]?["name"] == .string(name) }
        return try #require(found?["device_id"]?.text)
    }

    /// Makes a code and answers its id.
    func code(on device: String, _ fields: String) async throws -> String {
        let answer = await ask("/access_codes/create", "\"device_id\":\"\(device)\",\(fields)")
        return try #require(answer["access_code"]?["access_code_id"]?.text)
    }

    /// The events so far, each held against the facts of its type; answers their types.
    func events() async -> Set<String> {
        let events = await ask("/events/list", "\"since\":\"2026-11-01\",\"limit\":10000")["events"]?.elements ?? []
        for event in events { problems.formUnion(facts.problems(ofEvent: event)) }
        let last = events.last?["event_id"]?.text ?? ""
        await ask("/events/get", "\"event_id\":\"\(last)\"")
        return Set(events.compactMap { $0["event_type"]?.text })
    }
}
