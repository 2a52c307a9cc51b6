import Model
import RunEngine
import Seam
import SeamSandbox
import Testing

/// Each way by which a PIN could reach a script, or leave it, without `--allow-pins`.
struct OpaquePINTests {
    private static let pin = "948162"

    /// Room 1 has Ito with a PIN that is known, and 300 others so that its list is a long one; Room 2 is empty.
    private static func seed() throws -> SandboxSeed {
        func code(_ name: String, _ pin: String) -> String {
            """
            { "name": "\(name)", "device": "Room 1", "code": "\(pin)", "starts_at": "2030-11-24T15:00:00Z",
              "ends_at": "2030-11-26T11:00:00Z" }
            """
        }
        let others = (0..<300).map { code("BK-\($0)", "\(100_000 + $0)") }
        let codes = ([code("BK-1 Ito", pin)] + others).joined(separator: ",")
        return try SandboxSeed(
            text: """
                { "format": 1, "workspaces": [ { "name": "Harbour",
                  "devices": [ { "name": "Room 1", "time_zone": "Europe/Lisbon" },
                               { "name": "Room 2", "time_zone": "Europe/Lisbon" } ], "codes": [ \(codes) ] } ] }
                """,
            source: "pins"
        )
    }

    /// Runs a script that gets the device of Room 1 as `id`, and Ito's code as `ito` by a function `find`.
    private static func report(
        _ source: String,
        seesPINs: Bool = false,
        in folder: String? = nil,
        _ look: @escaping @Sendable (ScriptFixture, RunReport) async throws -> Void,
    ) async throws {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        options.scriptLimits.seesPINs = seesPINs
        if let folder { options.scriptLimits.writableFolders = [folder] }
        var sandbox = SandboxOptions(rngSeed: 7, rateLimits: .off)
        sandbox.seed = try seed()
        let start = """
            local id, empty
            for _, device in ipairs(seam.devices.list()) do
                if device.display_name == "Room 1" then id = device.device_id else empty = device.device_id end
            end
            local function find(list)
                for _, code in ipairs(list) do if code.name == "BK-1 Ito" then return code end end
            end

            """
        let whole = start + source
        try await ScriptFixture.with(options, sandbox: sandbox) { fixture in
            let script = Engine.Script(name: "t.lua", source: whole, arguments: [], folder: folder)
            let report = await fixture.engine.drive(.script(script), .given, runID: "pins")
            try await look(fixture, report)
        }
    }

    /// The ways into a script: each gives Ito's code.
    private static let readings = [
        "find(seam.access_codes.list{ device_id = id })", "find(seam.access_codes.list{ device_id = id, limit = 400 })",
        "seam.access_codes.get{ access_code_id = find(seam.access_codes.list{ device_id = id }).access_code_id }",
        "(function() for page in seam.pages(seam.access_codes.list, { device_id = id, limit = 50 }) do "
            + "local c = find(page) if c then return c end end end)()",
        "(function() local g = groups.all():named('BK-1 Ito'):one() "
            + "g:set{ name = 'BK-1 Ito', ends_at = g.ends_at + '1h' } "
            + "return find(seam.access_codes.list{ device_id = id }) end)()",
    ]

    @Test(arguments: readings)
    func `a script that reads a code gets its PIN as a value without digits`(reading: String) async throws {
        let source = """
            local code = \(reading)
            assert(type(code.code) == "userdata", type(code.code))
            for _, text in ipairs{ tostring(code.code), json.encode(code), ("%s"):format(code.code), "x" .. code.code } do
                assert(not text:find("\(Self.pin)", 1, true) and not text:find("9481", 1, true), "a digit is in it")
                assert(text:find("••••62", 1, true), text)
            end
            assert(not pcall(function() return #code.code end), "its length can be asked")
            assert(not pcall(function() return code.code:sub(1, 1) end), "it has methods")
            assert(not pcall(tonumber, code.code) or not tonumber(code.code), "it is a number")
            for name, value in pairs(code) do
                if type(value) == "string" then assert(value ~= "\(Self.pin)", name) end
            end
            print(code.code)
            """
        try await Self.report(source) { fixture, report in
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["••••62"])
        }
    }

    @Test func `files, logs and errors have no digit of it`() async throws {
        let folder = try TemporaryFolder()
        let source = """
            local code = find(seam.access_codes.list{ device_id = id })
            csv.write("out.csv", { { tostring(code.code), json.encode(code), "x" .. code.code } })
            local done, why = pcall(csv.write, "pin.csv", { { code.code } })
            csv.write("why.csv", { { tostring(done), tostring(why) } })
            log.info("the code is " .. code.code)
            io.write("code ", tostring(code.code), "\\n")
            run.memory.pin = tostring(code.code)
            local ok, problem = pcall(seam.access_codes.create, { device_id = id, name = "Twin", code = code.code })
            assert(not ok and problem.code == "duplicate_access_code", tostring(problem))
            assert(not (tostring(problem) .. json.encode(problem)):find("\(Self.pin)", 1, true), "the error tells it")
            error(code.code)
            """
        try await Self.report(source, in: folder.path) { fixture, report in
            #expect(report.failure?.message.contains("••••62") == true, "\(report.failure?.message ?? "")")
            let written = folder.names.compactMap(folder.text).joined()
            #expect(written.contains("••••62"), "\(written)")
            for text in fixture.printed.lines + [written, report.failure?.message ?? ""] {
                #expect(!text.contains(Self.pin), "\(text)")
            }
        }
    }

    @Test func `it can be handed back to a call as a code, and as nothing else`() async throws {
        let source = """
            local code = find(seam.access_codes.list{ device_id = id })
            local other = find(seam.access_codes.list{ device_id = id })
            assert(code.code == other.code and code.code ~= seam.access_codes.list{ device_id = id }[5].code)
            for _, wrong in ipairs{
                { device_id = empty, name = code.code }, { device_id = empty, code = "1234", common_code_key = code.code },
            } do
                local ok, problem = pcall(seam.access_codes.create, wrong)
                assert(not ok and tostring(problem):find("goes only into the code", 1, true), tostring(problem))
            end
            assert(not pcall(seam.access_codes.list, { device_id = id, search = code.code }))
            local made = seam.access_codes.create{ device_id = empty, name = "Twin", code = code.code }
            assert(made.code == code.code and type(made.code) == "userdata")
            """
        try await Self.report(source) { fixture, report in
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            let client = fixture.environment.connection.client
            let devices = try await client.devices.list()
            let empty = try #require(devices.first { $0.displayName == "Room 2" })
            let codes = try await client.accessCodes.list(deviceID: empty.deviceID)
            #expect(codes.map(\.code) == [Self.pin])
        }
    }

    @Test(arguments: readings)
    func `a script that may see PINs gets the text, and still prints none`(reading: String) async throws {
        let source = """
            local code = \(reading)
            assert(code.code == "\(Self.pin)" and #code.code == 6)
            print(code.code)
            """
        try await Self.report(source, seesPINs: true) { fixture, report in
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["••••62"])
        }
    }

    @Test func `what a PIN was and is in an event of its change is hidden, too`() async throws {
        let source = """
            local code = find(seam.access_codes.list{ device_id = id })
            seam.access_codes.update{ access_code_id = code.access_code_id, code = "271828" }
            local texts = {}
            for _, event in ipairs(seam.events.list{ since = "2020-01-01T00:00:00Z" }) do
                table.insert(texts, json.encode(event))
            end
            assert(#texts > 0, "no event")
            local all = table.concat(texts)
            assert(not all:find("\(Self.pin)", 1, true) and not all:find("271828", 1, true), all)
            """
        try await Self.report(source) { _, report in
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
        }
    }
}
