import Seam
import Testing

struct SeamCatalogueTests {
    @Test(
        arguments: [
            ("access_codes", "update_multiple", ["common_code_key": "k", "starts_at": "S"], []),
            (
                "access_codes", "update_multiple", ["common_code_key": "k", "starts_as": "S"],
                [#"has no parameter "starts_as"; did you mean "starts_at"?"#]
            ),
            (
                "access_codes", "update_multiple", ["common_code_key": "k", "endsAt": "E"],
                [#"has no parameter "endsAt"; did you mean "ends_at"?"#]
            ),
            (
                "access_codes", "update_multiple", ["common_code_key": "k", "zzz": 1], [#"has no parameter "zzz""#]
            ),
            ("access_codes", "update_multiple", [:], ["needs common_code_key"]),
            (
                "access_codes", "update_multiple", ["common_code_key": 5, "name": nil, "startsat": 1],
                [
                    #"has no parameter "startsat"; did you mean "starts_at"?"#,
                    "common_code_key must be a string, not a number", "name must be a string, not null",
                ]
            ),
            ("access_codes", "update_multiple", ["common_code_key": ""], ["common_code_key must not be empty"]),
            ("access_codes", "update_multiple", ["k"], ["takes named parameters, not an array"]),
            (
                "access_codes", "create_multiple", ["device_ids": ["d", 2]],
                ["device_ids[1] must be a string, not a number"]
            ),
            (
                "access_codes", "create_multiple", ["device_ids": "d"],
                ["device_ids must be an array of strings, not a string"]
            ),
            (
                "access_codes", "create_multiple", ["device_ids": ["d"], "code": "123"],
                ["code must have at least 4 characters, not 3"]
            ),
            (
                "access_codes", "create_multiple", ["device_ids": ["d"], "code": "1234567890123"],
                ["code must have at most 12 characters, not 13"]
            ),
            ("access_codes", "create_multiple", ["device_ids": ["d"], "code": "12a4"], ["code must be digits only"]),
            (
                "access_codes", "update", ["access_code_id": "c", "type": "timebound"],
                [#"type must be one of ongoing, time_bound, not "timebound""#]
            ),
            ("access_codes", "get", ["device_id": "d"], ["needs access_code_id, or device_id with code"]),
            ("access_codes", "get", ["device_id": "d", "code": "1234"], []),
            ("access_codes", "list", ["device_id": "d", "page_cursor": nil, "limit": 5], []),
            (
                "devices", "list", ["device_type": "augustlock"],
                [#"device_type has no value "augustlock"; did you mean "august_lock"?"#]
            ),
            ("devices", "list", ["limit": true], ["limit must be a number, not a boolean"]),
            ("workspaces", "get", [:], []),
        ] as [(String, String, JSONValue, [String])]
    )
    func `every problem of a call is named at once`(
        namespace: String,
        method: String,
        parameters: JSONValue,
        problems: [String],
    ) throws {
        let endpoint = try #require(SeamCatalogue.endpoint(namespace: namespace, method: method))
        #expect(endpoint.problems(in: parameters) == problems)
    }

    @Test(arguments: [
        ("update_multipel", "update_multiple"), ("updateMultiple", "update_multiple"), ("lst", "list"),
        ("frobnicate", nil), ("", nil), ("list", nil),
    ])
    func `a mistyped function has a nearest name or none`(name: String, nearest: String?) {
        let methods = SeamCatalogue.methods(of: "access_codes").filter { $0 != name }
        #expect(SeamCatalogue.nearest(to: name, among: methods) == nearest)
    }

    @Test func `every endpoint takes POST and has a path of its own`() {
        let endpoints = SeamCatalogue.endpoints
        #expect(endpoints.allSatisfy { $0.verbs.contains("POST") })
        #expect(Set(endpoints.map(\.path)).count == endpoints.count)
        #expect(SeamCatalogue.namespaces == ["access_codes", "devices", "workspaces"])
        #expect(
            SeamCatalogue.endpoint(path: "/access_codes/update_multiple")?.name == "seam.access_codes.update_multiple"
        )
        #expect(SeamCatalogue.endpoint(namespace: "access_codes", method: "nothing") == nil)
    }

    @Test(arguments: [
        ("update_multiple", true), ("update", true), ("list", true), ("create_multiple", false), ("delete", false),
    ])
    func `only reads and absolute updates are repeatable`(method: String, isRepeatable: Bool) {
        let endpoint = SeamCatalogue.endpoint(namespace: "access_codes", method: method)
        #expect(endpoint?.effect.isRepeatable == isRepeatable)
    }
}
