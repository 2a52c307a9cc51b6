import Seam
import Testing

struct SeamClientTests {
    typealias Reply = ScriptedServer.Reply

    @Test func `update_multiple sends the path, the credential and only what is given`() async throws {
        try await withClient([.json()]) { client, server in
            try await client.accessCodes.updateMultiple(commonCodeKey: "key", endsAt: "2026-11-27T19:00:00Z")
            let request = try #require(server.received.first)
            #expect(request.head.hasPrefix("POST /access_codes/update_multiple HTTP/1.1\r\n"))
            #expect(request.head.contains("authorization: Bearer \(TestClient.secret)"))
            #expect(request.head.contains("seam-sdk-name: keyshift/swift"))
            #expect(request.head.contains("content-type: application/json"))
            #expect(request.body == #"{"common_code_key":"key","ends_at":"2026-11-27T19:00:00Z"}"#)
        }
    }

    @Test func `an answer brings its request id and the server's date`() async throws {
        let headers = "seam-request-id: request7\r\ndate: Mon, 23 Nov 2026 22:08:00 GMT\r\n"
        try await withClient([.json(headers: headers)]) { client, _ in
            let response = try await client.call("/unlisted/thing", ["a": 1])
            #expect(response.status == 200)
            #expect(response.requestID == "request7")
            #expect(response.date == "Mon, 23 Nov 2026 22:08:00 GMT")
            #expect(response.body == ["ok": true])
        }
    }

    @Test func `a list follows its pages and repeats its parameters`() async throws {
        func page(_ id: String, _ cursor: String?) -> Reply {
            let next = cursor.map { #""\#($0)""# } ?? "null"
            let device = #"{"device_id":"\#(id)","display_name":"Door"}"#
            let pagination = #"{"has_next_page":\#(cursor != nil),"next_page_cursor":\#(next)}"#
            return .json(200, #"{"devices":[\#(device)],"pagination":\#(pagination),"ok":true}"#)
        }
        try await withClient([page("a", "two"), page("b", nil)]) { client, server in
            let devices = try await client.devices.list(search: "x")
            #expect(devices.map(\.deviceID) == ["a", "b"])
            #expect(server.received.map(\.body) == [#"{"search":"x"}"#, #"{"page_cursor":"two","search":"x"}"#])
        }
        try await withClient([page("a", "again")]) { client, server in
            let error = await failure { _ = try await client.devices.list() }
            #expect(error?.code == .invalidResponse)
            #expect(server.received.count == 2)
        }
    }

    @Test func `an unknown parameter is refused before anything is sent`() async throws {
        try await withClient([.json()]) { client, server in
            let error = await failure {
                _ = try await client.call(
                    "/access_codes/update_multiple",
                    ["common_code_key": "k", "starts_as": "2026-11-27T19:00:00Z"],
                )
            }
            #expect(error?.code == .invalidInput)
            #expect(error?.delivery == .notSent)
            #expect(error?.message.contains(#"has no parameter "starts_as"; did you mean "starts_at"?"#) == true)
            #expect(server.connections == 0)
        }
    }

    @Test(arguments: ["access_codes/list", "/a b", "/a\r\nx: y", "/a?b=c", ""])
    func `a path that could change the request is refused`(path: String) async throws {
        let client = try TestClient.make("http://127.0.0.1:9")
        let error = await failure { _ = try await client.call(path, [:]) }
        #expect(error?.code == .invalidInput)
        #expect(error?.delivery == .notSent)
    }

    @Test func `parameters that JSON cannot carry are refused`() async throws {
        let client = try TestClient.make("http://127.0.0.1:9")
        let error = await failure { _ = try await client.call("/unlisted", ["x": .double(.nan)]) }
        #expect(error?.code == .invalidInput)
        #expect(error?.message.contains("nan") == true)
    }

    @Test func `a code, a device and a workspace are read with all their fields`() async throws {
        let code = """
            {"access_code":{"access_code_id":"c","device_id":"d","name":"Ito","code":"1234","common_code_key":"k",\
            "type":"time_bound","status":"set","starts_at":"S","ends_at":"E","is_managed":true,\
            "is_offline_access_code":false,"created_at":"C","errors":[{"error_code":"device_offline"}],\
            "warnings":[{"warning_code":"being_deleted"}],"pending_mutations":[{"mutation_code":"updating_time_frame",\
            "from":{"starts_at":"S","ends_at":"E"},"to":{"starts_at":"S","ends_at":"F"}}]},"ok":true}
            """
        let device = """
            {"device":{"device_id":"d","display_name":"Front door","device_type":"august_lock",\
            "properties":{"online":true},"location":{"location_name":"House","time_zone":"America/Vancouver"},\
            "can_program_online_access_codes":true},"ok":true}
            """
        let workspace = #"{"workspace":{"workspace_id":"w","name":"Harbour","is_sandbox":true},"ok":true}"#
        try await withClient([.json(200, code), .json(200, device), .json(200, workspace)]) { client, _ in
            let code = try await client.accessCodes.get(accessCodeID: "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f")
            #expect(code.commonCodeKey == "k")
            #expect(code.pendingMutations.first?.code == "updating_time_frame")
            #expect(code.pendingMutations.first?.to?.endsAt == "F")
            #expect(code.errorCodes == ["device_offline"])
            #expect(code.warningCodes == ["being_deleted"])
            let device = try await client.devices.get(deviceID: "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f")
            #expect(device.timeZone == "America/Vancouver")
            #expect(device.isOnline == true)
            #expect(device.canProgramOnlineAccessCodes == true)
            let workspace = try await client.workspaces.get()
            #expect(workspace.name == "Harbour")
            #expect(workspace.isSandbox)
        }
    }

    @Test func `a resource without its id is an invalid answer`() async throws {
        try await withClient([.json(200, #"{"device":{"display_name":"x"},"ok":true}"#)]) { client, _ in
            let error = await failure {
                _ = try await client.devices.get(deviceID: "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f")
            }
            #expect(error?.code == .invalidResponse)
            #expect(error?.message.contains("device_id is missing") == true)
        }
    }
}
