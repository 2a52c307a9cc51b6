import Model
import Testing

@testable import RunEngine
@testable import Seam

/// Updates that are sent without a plan carry both bounds, or are not sent.
struct WholeHoursTests {
    private static let start: JSONValue = "2026-11-24T23:00:00Z"
    private static let end: JSONValue = "2026-11-28T19:00:00Z"

    private func refusal(_ path: String, _ parameters: [String: JSONValue], isUnplanned: Bool = true) throws -> String?
    {
        let endpoint = try #require(SeamCatalogue.endpoint(path: path))
        return WholeHours.refusal(of: .object(parameters), to: endpoint, isUnplanned: isUnplanned)
    }

    @Test(
        arguments: [
            (["ends_at": end], "ends_at without starts_at"),
            (["starts_at": start], "starts_at without ends_at"),
            (["name": "Ito"], "name without starts_at and ends_at"),
            (["name": "Ito", "ends_at": end], "name and ends_at without starts_at"),
            (["starts_at": start, "ends_at": .null], "starts_at and ends_at without ends_at"),
        ] as [([String: JSONValue], String)]
    )
    func `an update that touches hours or the name without both bounds is refused`(
        parameters: [String: JSONValue],
        words: String,
    ) throws {
        for path in ["/access_codes/update_multiple", "/access_codes/update"] {
            let message = try #require(try refusal(path, parameters))
            #expect(message.contains("was not sent: \(words) may leave the code without any hours"), "\(message)")
            #expect(message.contains("leave out --unplanned"))
            #expect(message.contains("type = \"ongoing\"") == (path == "/access_codes/update"))
        }
        let direct = try #require(try refusal("/access_codes/update", parameters, isUnplanned: false))
        #expect(direct.contains("in a call of their own, which is planned"), "\(direct)")
    }

    @Test(
        arguments: [
            ("/access_codes/update_multiple", ["starts_at": start, "ends_at": end, "name": "Ito"]),
            ("/access_codes/update", ["starts_at": start, "ends_at": end]),
            ("/access_codes/update", ["code": "1234"]),
            ("/access_codes/update", ["is_managed": false]),
            ("/access_codes/update", ["type": "ongoing"]),
            ("/access_codes/update", ["type": "ongoing", "name": "Staff"]),
            ("/devices/update", ["name": "Front door"]),
            ("/access_codes/create", ["name": "Ito"]),
        ] as [(String, [String: JSONValue])]
    )
    func `what carries both bounds, says that there are none, or touches neither is sent`(
        path: String,
        parameters: [String: JSONValue],
    ) throws {
        #expect(try refusal(path, parameters) == nil)
    }
}
