import Seam
import Testing

struct SeamCatalogueTests {
    private static let id: JSONValue = "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f"

    @Test(
        arguments: [
            (
                "access_codes", "update_multiple", ["common_code_key": "k", "starts_at": "2026-11-24T11:00:00-08:00"],
                []
            ),
            (
                "access_codes", "update_multiple", ["common_code_key": "k", "starts_as": "2026-11-24T11:00:00Z"],
                [#"has no parameter "starts_as"; did you mean "starts_at"?"#]
            ),
            (
                "access_codes", "update_multiple", ["common_code_key": "k", "endsAt": "2026-11-24T11:00:00Z"],
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
                "access_codes", "create_multiple", ["device_ids": [id, 2]],
                ["device_ids[1] must be a string, not a number"]
            ),
            (
                "access_codes", "create_multiple", ["device_ids": "d"],
                ["device_ids must be an array of strings, not a string"]
            ),
            (
                "access_codes", "create_multiple", ["device_ids": [id], "code": "123"],
                ["code must have at least 4 characters, not 3"]
            ),
            (
                "access_codes", "create_multiple", ["device_ids": [id], "code": "1234567890123"],
                ["code must have at most 12 characters, not 13"]
            ),
            ("access_codes", "create_multiple", ["device_ids": [id], "code": "12a4"], ["code must be digits only"]),
            (
                "access_codes", "update", ["access_code_id": id, "type": "timebound"],
                [#"type must be one of ongoing, time_bound, not "timebound""#]
            ),
            ("access_codes", "get", ["device_id": id], ["needs access_code_id, or device_id with code"]),
            ("access_codes", "get", ["device_id": id, "code": "1234"], []),
            ("access_codes", "list", ["device_id": id, "page_cursor": nil, "limit": 5], []),
            (
                "devices", "list", ["device_type": "augustlock"],
                [#"device_type has no value "augustlock"; did you mean "august_lock"?"#]
            ),
            ("devices", "list", ["limit": true], ["limit must be a number, not a boolean"]),
            ("workspaces", "get", [:], []),
            (
                "access_codes", "get", ["access_code_id": "access_code1"],
                [
                    #"access_code_id must be an id such as b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f, not "access_code1""#
                ]
            ),
            ("events", "list", [:], ["needs since, or between"]),
            (
                "events", "list",
                ["since": "2026-11-24T11:00:00Z", "between": ["2026-11-24T11:00:00Z", "2026-11-25T11:00:00Z"]],
                ["takes since, or between, not both"]
            ),
            (
                "events", "list", ["between": ["2026-11-24T11:00:00Z"]],
                ["between must have at least 2 elements, not 1"]
            ),
            (
                "locks", "configure_auto_lock",
                ["device_id": id, "auto_lock_enabled": true, "auto_lock_delay_seconds": 61],
                ["auto_lock_delay_seconds must be at most 60, not 61"]
            ),
            (
                "access_codes", "report_device_constraints",
                ["device_id": id, "supported_code_lengths": [4, 6.5], "min_code_length": 3],
                [
                    "min_code_length must be at least 4, not 3",
                    "supported_code_lengths[1] must be a whole number, not 6.5",
                ]
            ),
            (
                "access_grants", "create",
                ["user_identity_id": id, "requested_access_methods": [["mode": "fax", "colour": "red"], [:]]],
                [
                    #"requested_access_methods[0] has no field "colour""#,
                    #"requested_access_methods[0].mode must be one of code, card, mobile_key, cloud_key, not "fax""#,
                    "requested_access_methods[1] needs mode",
                ]
            ),
            (
                "access_grants", "create", ["requested_access_methods": [["mode": "code"]]],
                ["needs user_identity_id, or user_identity"]
            ),
            (
                "devices", "update",
                ["device_id": id, "custom_metadata": ["room": "204", "floor": 2], "name": nil],
                ["custom_metadata.floor must be a string or a boolean, not a number"]
            ),
            (
                "webhooks", "create", ["url": "example"],
                [#"url must be an address such as https://example.com/hook, not "example""#]
            ),
            (
                "connected_accounts", "get", ["email": "ana@"], [#"email must be an e-mail address, not "ana@""#]
            ),
            (
                "devices.unmanaged", "update", ["device_id": id, "is_managed": false], ["is_managed must be true"]
            ),
        ] as [(String, String, JSONValue, [String])]
    )
    func `every problem of a call is named at once`(
        namespace: String,
        method: String,
        parameters: JSONValue,
        problems: [String],
    ) throws {
        let endpoint = try #require(SeamCatalogue.endpoint(namespace: namespace, method: method))
        #expect(endpoint.problems(in: parameters).map(\.sentence) == problems)
    }

    @Test(arguments: [
        ("2026-11-24T11:00:00Z", nil), ("2026-11-24T11:00Z", nil), ("2026-11-24T11:00:00.123456+05:30", nil),
        ("2024-02-29T00:00:00-0800", nil),
        ("2026-11-24T11:00:00", "has no offset"), ("2026-11-24", "is a day without a time"),
        ("2026-02-30T11:00:00Z", "is on a day that does not exist"), ("2026-13-01T11:00:00Z", "does not exist"),
        ("2026-11-24T24:00:00Z", "must be a time"), ("2026-11-24T11:00:60Z", "must be a time"),
        ("2026-11-24T11:00:00z", "must end with Z"), ("2026-11-24T11:00:00+08", "must end with Z"),
        ("2026-11-24 11:00:00Z", "must be a time"), ("24/11/2026", "must be a time"), ("", "must be a time"),
        ("2026-11-24T11:00:00Z ", "must end with Z"),
    ])
    func `a time needs an offset and a day that exists`(text: String, words: String?) throws {
        let endpoint = try #require(SeamCatalogue.endpoint(path: "/access_codes/update_multiple"))
        let problems = endpoint.problems(in: ["common_code_key": "k", "ends_at": .string(text)]).map(\.sentence)
        #expect(problems.count == (words == nil ? 0 : 1), "\(problems)")
        if let words { #expect(problems.first?.contains(words) == true, "\(problems)") }
    }

    @Test func `complaints are grouped by the parameter that they are about`() throws {
        let endpoint = try #require(SeamCatalogue.endpoint(path: "/access_codes/update_multiple"))
        let problems = endpoint.problems(in: ["starts_as": "x", "name": 5])
        #expect(Set(problems.sentencesByParameter.keys) == ["starts_as", "name", "common_code_key"])
    }

    @Test func `every endpoint takes POST and has a path of its own`() {
        let endpoints = SeamCatalogue.endpoints
        #expect(endpoints.allSatisfy { $0.verbs.contains("POST") })
        #expect(Set(endpoints.map(\.path)).count == endpoints.count)
        #expect(endpoints.allSatisfy { SeamCatalogue.endpoint(path: $0.path)?.name == $0.name })
        #expect(
            SeamCatalogue.endpoint(path: "/access_codes/update_multiple")?.name == "seam.access_codes.update_multiple"
        )
        #expect(SeamCatalogue.endpoint(namespace: "access_codes", method: "nothing") == nil)
        #expect(SeamCatalogue.endpoint(path: "access_codes/list") == nil)
        #expect(SeamCatalogue.endpoint(path: "/access_codes//list") == nil)
    }

    @Test func `namespaces lead to namespaces and to functions`() {
        #expect(SeamCatalogue.namespaces(within: "").contains("acs"))
        #expect(SeamCatalogue.namespaces(within: "access_codes") == ["simulate", "unmanaged"])
        #expect(SeamCatalogue.namespaces(within: "acs").contains("users"))
        #expect(SeamCatalogue.methods(of: "acs").isEmpty)
        #expect(SeamCatalogue.methods(of: "locks") == SeamCatalogue.endpoints(of: "locks").map(\.method))
        #expect(SeamCatalogue.summary(of: "locks") == "Doors that can be locked and unlocked.")
        #expect(SeamCatalogue.endpoints(of: "nothing").isEmpty)
    }

    @Test(arguments: [
        "access_codes", "access_grants", "action_attempts", "connected_accounts", "devices", "events", "locks",
        "webhooks", "workspaces",
    ])
    func `help has a sentence for every function and parameter`(namespace: String) {
        let endpoints = SeamCatalogue.endpoints.filter {
            $0.namespace == namespace || $0.namespace.hasPrefix("\(namespace).")
        }
        #expect(!endpoints.isEmpty)
        for endpoint in endpoints {
            #expect(endpoint.summary != nil, "\(endpoint.name)")
            #expect(endpoint.parameters.allSatisfy { $0.summary != nil }, "\(endpoint.name)")
        }
    }

    @Test func `resources say which fields there are`() throws {
        let code = try #require(SeamCatalogue.resource("access_code"))
        let fields = Dictionary(uniqueKeysWithValues: code.fields.map { ($0.name, $0) })
        #expect(fields["access_code_id"]?.format == .uuid)
        #expect(fields["ends_at"]?.isNullable == true)
        #expect(fields["ends_at"]?.isRequired == false)
        #expect(fields["type"]?.allowed == ["time_bound", "ongoing"])
        #expect(fields["errors"]?.codeKey == "error_code")
        #expect(fields["errors"]?.codes.contains("device_offline") == true)
        #expect(SeamCatalogue.resource("nothing") == nil)
        let named = SeamCatalogue.endpoints.compactMap(\.resource)
        #expect(named.allSatisfy { SeamCatalogue.resource($0) != nil })
        #expect(SeamCatalogue.resources.allSatisfy { SeamCatalogue.resource($0)?.fields.isEmpty == false })
    }

    @Test(arguments: [
        ("update_multiple", true), ("update", true), ("list", true), ("create_multiple", false), ("delete", false),
        ("create", false), ("pull_backup_access_code", false), ("generate_code", true),
    ])
    func `only reads and absolute updates are repeatable`(method: String, isRepeatable: Bool) {
        let endpoint = SeamCatalogue.endpoint(namespace: "access_codes", method: method)
        #expect(endpoint?.effect.isRepeatable == isRepeatable)
    }
}
