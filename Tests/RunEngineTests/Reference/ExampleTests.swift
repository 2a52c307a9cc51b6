import Model
import RunEngine
import Scripting
import Seam
import SeamSandbox
import Testing

/// Every example of the reference, as a script that really runs.
struct ExampleTests {
    /// What the examples take for granted, as the page says at its top.
    private static let prelude = #"""
        local stay = groups.all():uniform():in_house():list()[1]
        local key, id, door = stay.key, stay.members[1].access_code_id, { device_id = stay.device_ids[1] }
        local body = '{"event_id":"b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f","event_type":"device.connected"}'
        local headers = {
            ["svix-id"] = "msg_1", ["svix-timestamp"] = "1790000000",
            ["svix-signature"] = "v1,SIGNATURE",
        }

        """#

    /// That of the message, made with the secret of the example.
    private static let signature = "bE8ZeFPtgo2GiOt4pGPHN2a2TAlCkECuirCfuKq/rt8="

    private static let entries = Reference.modules + Reference.libraries + Reference.types + Reference.listed

    /// At the time of the message.
    private static let sandbox = SandboxOptions(groups: 12, devices: 6, rngSeed: 7, startInstant: 1_790_000_010_000)

    @Test func `every entry has a summary and an example`() {
        for entry in Self.entries {
            #expect(!entry.summary.isEmpty, "\(entry.name)")
            #expect(entry.example?.isEmpty == false, "\(entry.name)")
        }
    }

    @Test func `every example runs`() async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let folder = try TemporaryFolder()
            for entry in Self.entries {
                let report = await fixture.plan(Self.script(try #require(entry.example)), in: folder.path)
                #expect(Self.runs(report), "\(entry.name): \(report.failure?.message ?? "")")
            }
            #expect(folder.names == ["moved.csv"])
        }
    }

    /// Whether the script ran to its end.
    ///
    /// Its plan may be refused, such as one of years, or of no group.
    private static func runs(_ report: RunReport) -> Bool {
        guard let code = report.failure?.code else { return true }
        return [.maxShift, .expect].contains(code)
    }

    /// The API answers that there is no such thing, no plan has such a grant, and another key makes workspaces: none of it
    /// is a mistake of the example.
    @Test func `every example of the API is a call that could be sent`() async throws {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        try await ScriptFixture.with(options, sandbox: Self.sandbox) { fixture in
            for endpoint in SeamCatalogue.endpoints {
                let example = try #require(Reference.entry(endpoint.name)?.example)
                let source = "local ok, e = pcall(function() return \(example) end)\n"
                let check = "if not ok and not e.status and not KEY and not GRANT then error(tostring(e), 0) end"
                    .replacing("KEY", with: "tostring(e):find('SEAM_PERSONAL_ACCESS_TOKEN', 1, true)")
                    .replacing("GRANT", with: "tostring(e):find('no access grant has', 1, true)")
                let id = endpoint.name.replacing(".", with: "-")
                let report = await fixture.plan(Self.prelude + source + check, id: id)
                #expect(Self.runs(report), "\(example): \(report.failure?.message ?? "")")
            }
        }
    }

    /// An expression is an example, too.
    private static func script(_ example: String) -> String {
        let isStatement =
            ["local ", "for ", "package."].contains { example.hasPrefix($0) } || example.contains(" = tostring(")
        let prelude = prelude.replacing("SIGNATURE", with: signature)
        return prelude + (isStatement ? example : "local _ = \(example)")
    }
}
