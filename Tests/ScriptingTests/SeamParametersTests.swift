import Lua
import Seam
import Testing

@testable import Scripting

struct SeamParametersTests {
    private static let id = "b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f"

    /// What a call that begins an action waits for.
    private func wait(_ value: LuaValue?) throws -> ActionAttemptWait {
        let endpoint = try #require(SeamCatalogue.endpoint(path: "/locks/unlock_door"))
        var fields: [String: LuaValue] = ["device_id": .string(Self.id)]
        if let value { fields["wait_for_action_attempt"] = value }
        let arguments = LuaArguments(function: endpoint.name, values: [.table(LuaTable(fields: fields))])
        let call = try SeamParameters(of: endpoint, arguments)
        #expect(call.json == ["device_id": .string(Self.id)])
        return call.wait
    }

    @Test func `a call waits for its action as it is told, and the server is not told`() throws {
        #expect(try wait(Optional.none) == .standard)
        #expect(try wait(.boolean(true)) == .standard)
        #expect(try wait(.boolean(false)) == .none)
        let times: [String: LuaValue] = ["timeout": .integer(30), "polling_interval": .number(0.25)]
        #expect(
            try wait(.table(LuaTable(fields: times)))
                == .until(timeout: .seconds(30), pollingInterval: .milliseconds(250))
        )
        #expect(
            try wait(.table(LuaTable(fields: ["timeout": .string("2m")])))
                == .until(timeout: .seconds(120), pollingInterval: .milliseconds(500))
        )
        #expect(try wait(.table(LuaTable())) == .standard)
    }

    @Test func `a wait that makes no sense is refused`() {
        let wrong: [LuaValue] = [
            .integer(5), .string("yes"), .table(LuaTable(sequence: [.integer(5)])),
            .table(LuaTable(fields: ["timeout": .integer(0)])), .table(LuaTable(fields: ["timeout": .number(.nan)])),
            .table(LuaTable(fields: ["timeout": .string("soon")])),
            .table(LuaTable(fields: ["timeout": .integer(.max)])),
            .table(LuaTable(fields: ["pause": .integer(1)])),
        ]
        for value in wrong {
            let error = #expect(throws: LuaError.self) { try wait(value) }
            #expect(error?.message.contains("wait_for_action_attempt") == true, "\(error?.message ?? "")")
        }
    }

    @Test func `a whole number may come as a float, and an empty table is what is declared`() throws {
        let endpoint = try #require(SeamCatalogue.endpoint(path: "/access_codes/report_device_constraints"))
        let fields: [String: LuaValue] = ["device_id": .string(Self.id), "min_code_length": .number(4)]
        let arguments = LuaArguments(function: endpoint.name, values: [.table(LuaTable(fields: fields))])
        #expect(try SeamParameters(of: endpoint, arguments).json["min_code_length"] == .int(4))

        let list = try #require(SeamCatalogue.endpoint(path: "/devices/list"))
        let empty: [String: LuaValue] = [
            "custom_metadata_has": .table(LuaTable()), "device_ids": .table(LuaTable()), "page_cursor": .null,
        ]
        let call = try SeamParameters(
            of: list,
            LuaArguments(function: list.name, values: [.table(LuaTable(fields: empty))]),
        )
        #expect(call.json == ["custom_metadata_has": [:], "device_ids": [], "page_cursor": nil])
    }
}
