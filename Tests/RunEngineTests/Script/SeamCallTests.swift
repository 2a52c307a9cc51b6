import Model
import RunEngine
import SeamSandbox
import Testing

/// `seam` as a script sees it, over a sandbox.
struct SeamCallTests {
    private func lines(_ source: String, _ options: Engine.Options = Engine.Options()) async throws -> [String] {
        try await ScriptFixture.with(options) { fixture in
            let report = await fixture.plan(source)
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            return fixture.printed.lines
        }
    }

    @Test func `namespaces lead to functions, and are made once`() async throws {
        let printed = try await lines(
            """
            print(seam, seam.access_codes, seam.access_codes.unmanaged, type(seam.acs.users.suspend))
            print(seam.access_codes == seam.access_codes, seam.devices.list == seam.devices.list)
            print(type(seam.devices.simulate.connect), require("seam") == seam)
            """
        )
        #expect(
            printed == [
                "seam\tseam.access_codes\tseam.access_codes.unmanaged\tfunction", "true\ttrue", "function\ttrue",
            ]
        )
    }

    /// A call, and words that its error must have; every word of a line must be there.
    private static let refusals: [(call: String, words: [String])] = [
        ("seam.access_code.list{}", ["seam has no namespace \"access_code\"; did you mean \"access_codes\"?"]),
        ("seam.page()", ["did you mean \"pages\"?"]),
        ("seam.acs.user.get{}", ["seam.acs has no function \"user\"; did you mean \"users\"?"]),
        ("seam.access_codes.unmanaged.lst{}", ["did you mean \"list\"?"]),
        (
            "seam.access_codes.update_multiple{ starts_as = 'x', ends_at = '2026-11-24T11:00:00', name = 5 }",
            [
                "\"starts_as\"; did you mean \"starts_at\"?", "needs common_code_key", "ends_at has no offset",
                "name must be a string",
            ]
        ),
        (
            "seam.access_codes.update_multiple{ common_code_key = 'k', name = json.null }",
            ["name must be a string, not null"]
        ),
        (
            "seam.access_codes.update_multiple{ common_code_key = 'k', ends_at = time.date('2026-11-24') }",
            ["is a day without a time"]
        ),
        (
            "seam.access_codes.update_multiple{ common_code_key = time.now() }",
            ["common_code_key must be a string, not a time"]
        ),
        ("seam.access_codes.get{ access_code_id = 'nope' }", ["access_code_id must be an id such as"]),
        (
            "seam.access_codes.create_multiple{ device_ids = { 1, 'x' } }",
            ["device_ids[1] must be a string", "device_ids[2] must be an id"]
        ),
        ("seam.access_codes.create_multiple{ device_ids = { [2] = 'x' } }", ["device_ids is a sparse array"]),
        ("seam.devices.list{ custom_metadata_has = { 1 } }", ["custom_metadata_has must be an object, not an array"]),
        ("seam.devices.list{ limit = 0/0 }", ["limit is nan"]),
        ("seam.devices.list{ search = print }", ["search is a function, which cannot be sent"]),
        ("seam.devices.list{ device_ids = groups.all() }", ["device_ids is an object that cannot be sent"]),
        ("seam.events.list{}", ["needs since, or between"]),
        (
            "seam.locks.unlock_door{ device_id = 5, wait_for_action_attempt = { timout = 5 } }",
            ["did you mean \"timeout\"?", "device_id must be"]
        ),
        ("seam.locks.unlock_door{ wait_for_action_attempt = { timeout = -1 } }", ["timeout must be seconds"]),
        ("seam.devices.list{ wait_for_action_attempt = true }", ["has no parameter \"wait_for_action_attempt\""]),
        ("seam.pages(seam.locks.list)", ["seam.locks.list has no pages"]),
        ("seam.pages(print)", ["seam.pages takes a function of seam"]),
        ("seam.pages(seam.devices.list, { limt = 5 })", ["did you mean \"limit\"?"]),
        ("seam.verify_webhook{ paylod = 'x' }", ["did you mean \"payload\"?"]),
        ("seam.verify_webhook{ payload = 'x', headers = {}, secret = 'x' }", ["is not the secret of a webhook"]),
    ]

    @Test(arguments: refusals)
    func `a wrong call is refused with all that is wrong, and nothing is sent`(call: String, words: [String])
        async throws
    {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan("\n\(call)")
            #expect(report.failure?.code.rawValue == "script_error")
            #expect(report.failure?.api == nil)
            #expect(report.failure?.position == "test.lua:2")
            let message = report.failure?.message ?? ""
            for word in words { #expect(message.contains(word), "\(message)") }
        }
    }

    @Test func `a refusal is a table that says what is wrong with each parameter`() async throws {
        let printed = try await lines(
            """
            local ok, e = pcall(seam.access_codes.update_multiple, { starts_as = "x", name = 5 })
            print(ok, e.code, e.status, #e.validation_errors.name, e.validation_errors.starts_as[1])
            print(tostring(e):find("needs common_code_key", 1, true) ~= nil)
            """
        )
        #expect(
            printed == [
                "false\tinvalid_input\tnil\t1\thas no parameter \"starts_as\"; did you mean \"starts_at\"?", "true",
            ]
        )
    }

    @Test func `an error of the API is a table with its code, status and request id`() async throws {
        let printed = try await lines(
            """
            local id = "00000000-0000-4000-8000-000000000000"
            local ok, e = pcall(seam.access_codes.get, { access_code_id = id })
            print(ok, e.code, e.status, e.request_id ~= nil, tostring(e):find("404", 1, true) ~= nil)
            """
        )
        #expect(printed == ["false\tnot_found\t404\ttrue\ttrue"])
    }

    @Test func `an empty table is what the parameter is declared as`() async throws {
        let printed = try await lines(
            """
            print(#seam.devices.list{ custom_metadata_has = {} }, #seam.devices.list{ device_ids = {} } <= 6)
            """
        )
        #expect(printed == ["6\ttrue"])
    }

    @Test func `a list is whole, and one page with a limit`() async throws {
        let printed = try await lines(
            """
            print(#seam.devices.list(), #seam.devices.list{ limit = 4 })
            local sizes = {}
            for page in seam.pages(seam.devices.list, { limit = 4 }) do sizes[#sizes + 1] = #page end
            print(table.concat(sizes, " "))
            local first
            for page in seam.pages(seam.devices.list, { limit = 1 }) do first = page[1] break end
            print(first.device_id == seam.devices.list()[1].device_id)
            """
        )
        #expect(printed == ["6\t4", "4 2", "true"])
    }

    @Test func `a long list is the same as its pages, and shows the rows that were recorded`() async throws {
        let sandbox = SandboxOptions(groups: 200, devices: 1, devicesPerGroup: 1, rngSeed: 3)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            let report = await fixture.plan(
                """
                local device = seam.devices.list()[1].device_id
                local function same()
                    local whole, paged = seam.access_codes.list{ device_id = device }, {}
                    for page in seam.pages(seam.access_codes.list, { device_id = device, limit = 30 }) do
                        for _, code in ipairs(page) do paged[#paged + 1] = code end
                    end
                    return #whole == 200 and json.encode(whole) == json.encode(paged), whole
                end
                print((same()))
                local g = groups.all():list()[1]
                g:extend("2h")
                local isSame, whole = same()
                print(isSame)
                for _, code in ipairs(whole) do
                    if code.common_code_key == g.key then print(time.parse(code.ends_at) == g.ends_at) end
                end
                """
            )
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["true", "true", "true"])
        }
    }

    @Test func `pages can be read inside a coroutine, and see the rows that were recorded`() async throws {
        let printed = try await lines(
            """
            local g = groups.all():linked():list()[1]
            g:extend("2h")
            local pages = coroutine.wrap(function()
                for page in seam.pages(seam.access_codes.list, { device_id = g.device_ids[1], limit = 1 }) do
                    coroutine.yield(page[1])
                end
            end)
            for code in pages do
                if code.common_code_key == g.key then print(time.parse(code.ends_at) == g.ends_at) end
            end
            """
        )
        #expect(printed == ["true"])
    }

    @Test(arguments: [
        "seam.access_codes.delete{ access_code_id = '00000000-0000-4000-8000-000000000000' }",
        "seam.locks.unlock_door{ device_id = '00000000-0000-4000-8000-000000000000' }",
        "seam.access_codes.update{ access_code_id = '00000000-0000-4000-8000-000000000000', code = '1234' }",
        "seam.webhooks.create{ url = 'https://example.com' }",
        "seam.acs.users.suspend{ acs_user_id = '00000000-0000-4000-8000-000000000000' }",
    ])
    func `what takes effect at once is refused under its own code unless it is allowed`(call: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(call)
            #expect(report.failure?.code.rawValue == "direct_effect")
            #expect(report.failure?.remedy == .allowDirect)
            let caught = await fixture.plan("local ok, e = pcall(function() \(call) end) print(e.code)")
            #expect(caught.failure == nil)
            #expect(fixture.printed.lines == ["direct_effect"])
        }
    }

    @Test func `codes that a direct call has made can be changed in the same script`() async throws {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        try await ScriptFixture.with(options) { fixture in
            let report = await fixture.plan(
                """
                local count = groups.all():count()
                local devices = seam.devices.list()
                local codes = seam.access_codes.create_multiple{
                    device_ids = { devices[1].device_id, devices[2].device_id }, name = "Late guest",
                    starts_at = time.now() + "1h", ends_at = time.now() + "48h",
                }
                print(groups.all():count() - count)
                groups.get(codes[1].common_code_key):extend("2h", { allow = "overlap" })
                """
            )
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["1"])
            #expect(report.plan.rows.count == 1)
        }
    }

    @Test func `a signed message is verified by the engine's clock`() async throws {
        let payload = #"{"event_id":"e1","event_type":"access_code.created"}"#
        let printed = try await lines(
            """
            local ok, e = pcall(seam.verify_webhook, {
                payload = '\(payload)', secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
                headers = { ["svix-id"] = "m", ["svix-timestamp"] = 5, ["svix-signature"] = "v1,AAAA" },
            })
            print(ok, e.code, e.message:find("s old", 1, true) ~= nil)
            """
        )
        #expect(printed == ["false\twebhook_signature\ttrue"])
    }

    @Test(arguments: [
        ("seam.call('/access_codes/update_multiple', {})", "call seam.access_codes.update_multiple{ … }"),
        ("seam.call('/access_codes/update_multiple/', {})", "no path of the API"),
        ("seam.call('//access_codes/update_multiple', {})", "no path of the API"),
        ("seam.call('/access_codes/../access_codes/update', {})", "no path of the API"),
        ("seam.call('/Access_codes/update', {})", "no path of the API"),
        ("seam.call('/ring', {})", "no path of the API"),
        ("seam.call('', {})", "seam.call"),
        ("seam.call('/doorbells/ring', { 1 })", "a key is no name"),
        ("seam.call('/doorbells/ring', { at = 0/0 })", "JSON has no such number"),
        ("seam.call('/doorbells/ring', {})", "takes effect at once"),
    ])
    func `a path that is known, or is none, is refused, and an unknown one needs leave`(
        call: String,
        words: String,
    ) async throws {
        let printed = try await lines("local ok, e = pcall(function() return \(call) end) print(ok, tostring(e))")
        #expect(printed.first?.hasPrefix("false") == true)
        #expect(printed.first?.contains(words) == true, "\(printed)")
    }

    @Test func `an unknown function is sent once, and the journal has it`() async throws {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        try await ScriptFixture.with(options) { fixture in
            let source = "local ok, e = pcall(seam.call, '/doorbells/ring', { device_id = 'x' }) print(ok, e.status)"
            let report = await fixture.run(source)
            #expect(fixture.printed.lines == ["false\t404"])
            #expect(report.directCalls?.sent == 1)
            #expect(report.directCalls?.failed == 1)
        }
    }
}
