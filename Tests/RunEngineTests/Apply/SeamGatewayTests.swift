import CivilTime
import Model
import Testing

@testable import RunEngine
@testable import Seam

struct SeamGatewayTests {
    private static let pendingHours = """
        {"mutation_code": "updating_time_frame", "message": "", "created_at": "2026-11-23T22:00:00.000Z",
        "from": {"starts_at": "2026-11-23T20:00:00.000Z", "ends_at": "2026-11-24T18:00:00.000Z"},
        "to": {"starts_at": "2026-11-23T21:00:00.000Z", "ends_at": "2026-11-24T20:00:00.000Z"}}
        """

    private func state(type: String = "time_bound", pending: String = "", endsAt: String) throws -> CodeState {
        let text = """
            {"access_code_id": "c", "device_id": "d", "name": "Ito", "type": "\(type)", "status": "set",
            "starts_at": "2026-11-23T20:00:00.000Z", "ends_at": "\(endsAt)", "pending_mutations": [\(pending)]}
            """
        return CodeState(try AccessCode(try JSONValue(parsing: text)))
    }

    private func instant(_ text: String) throws -> Instant {
        try Instant(iso8601: text)
    }

    @Test func `a code has the hours of its fields`() throws {
        let state = try state(endsAt: "2026-11-24T18:00:00.000Z")
        #expect(try state.startsAt == instant("2026-11-23T20:00:00Z"))
        #expect(try state.endsAt == instant("2026-11-24T18:00:00Z"))
        #expect(state.name == "Ito")
        #expect(state.kind == .timeBound)
    }

    @Test func `hours and a name on their way to the lock count as done`() throws {
        let name = #"{"mutation_code": "updating_name", "from": {"name": "Ito"}, "to": {"name": "Ito late"}}"#
        let state = try state(pending: Self.pendingHours + "," + name, endsAt: "2026-11-24T18:00:00.000Z")
        #expect(try state.startsAt == instant("2026-11-23T21:00:00Z"))
        #expect(try state.endsAt == instant("2026-11-24T20:00:00Z"))
        #expect(state.name == "Ito late")
    }

    @Test func `a group and a code are updated by calls that the API has`() throws {
        let start = try instant("2026-11-23T20:00:00Z")
        let end = try instant("2026-11-24T20:00:00Z")
        var update = CodeUpdate(target: .group(commonCodeKey: "k"), startsAt: start, endsAt: end, name: "Ito")
        var request = SeamGateway.request(.update(update))
        var endpoint = try #require(SeamCatalogue.endpoint(path: request.path))
        #expect(request.path == "/access_codes/update_multiple")
        #expect(endpoint.problems(in: request.parameters) == [])
        let fields: JSONValue = [
            "common_code_key": "k", "name": "Ito",
            "starts_at": "2026-11-23T20:00:00.000Z", "ends_at": "2026-11-24T20:00:00.000Z",
        ]
        #expect(request.parameters == fields)

        let id = "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f"
        update = CodeUpdate(target: .code(accessCodeID: id), startsAt: start, endsAt: end, kind: .timeBound)
        request = SeamGateway.request(.update(update))
        endpoint = try #require(SeamCatalogue.endpoint(path: request.path))
        #expect(request.path == "/access_codes/update")
        #expect(endpoint.problems(in: request.parameters) == [])
        #expect(request.parameters["type"] == "time_bound")
        #expect(request.parameters["name"] == nil)

        update = CodeUpdate(target: .grant(accessGrantID: id), startsAt: start, endsAt: end, kind: .timeBound)
        request = SeamGateway.request(.update(update))
        endpoint = try #require(SeamCatalogue.endpoint(path: request.path))
        #expect(request.path == "/access_grants/update")
        #expect(endpoint.problems(in: request.parameters) == [])
        let ofGrant: JSONValue = [
            "access_grant_id": .string(id),
            "starts_at": "2026-11-23T20:00:00.000Z", "ends_at": "2026-11-24T20:00:00.000Z",
        ]
        #expect(request.parameters == ofGrant)
    }

    @Test(
        arguments: [
            (#""ends_at": "2026-11-24T18:00:00.000Z""#, "[]", "2026-11-24T18:00:00Z", CodeState.Kind.timeBound),
            (#""ends_at": null"#, "[]", nil, .ongoing),
            (#""ends_at": "tomorrow""#, "[]", nil, .timeBound),
            (#""ends_at": 17"#, "[]", nil, .timeBound),
            (
                #""ends_at": "2026-11-24T18:00:00.000Z""#,
                #"[{"mutation_code": "updating_access_times", "to": {"ends_at": "2026-11-24T20:00:00.000Z"}}]"#,
                "2026-11-24T20:00:00Z", .timeBound
            ),
        ] as [(String, String, String?, CodeState.Kind)]
    )
    func `a grant has its own hours, those on their way first, and is endless only where it says so`(
        end: String,
        pending: String,
        endsAt: String?,
        kind: CodeState.Kind,
    ) throws {
        let text = """
            {"access_grant_id": "g", "name": "Ito", "starts_at": "2026-11-23T20:00:00.000Z", \(end),
            "pending_mutations": \(pending)}
            """
        let state = CodeState(try AccessGrant(try JSONValue(parsing: text)))
        #expect(state.startsAt == (try instant("2026-11-23T20:00:00Z")))
        #expect(state.endsAt == (try endsAt.map(instant)))
        #expect(state.kind == kind && state.name == "Ito")
    }

    @Test func `an ongoing code is one, and a time that cannot be read is none`() throws {
        #expect(try state(type: "ongoing", endsAt: "2026-11-24T18:00:00.000Z").kind == .ongoing)
        #expect(try state(endsAt: "tomorrow").endsAt == nil)
    }
}
